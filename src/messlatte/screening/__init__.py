"""Parties and goods against lists: flags with their evidence. A person decides; nothing is ever cleared by itself."""
