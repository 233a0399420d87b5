"""List files as their publishers write them: one reader a format, each streams entries."""
