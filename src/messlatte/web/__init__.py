"""The answer as a page: server-rendered, all state in the URL, no third-party request."""
