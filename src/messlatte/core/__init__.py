"""The vocabulary of Messlatte; standard library only."""
