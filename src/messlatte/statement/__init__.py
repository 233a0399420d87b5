"""Text to statement: what was said about the trade of two economies."""
