"""Command line: data to stdout, talk to stderr, one file a command group."""
