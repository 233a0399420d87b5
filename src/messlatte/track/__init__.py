"""The record of announced targets: what was announced, what came of it, and what our own probabilities were worth."""
