"""Changing the convention: drafts, what is wrong with them, what they would change, and who signs."""
