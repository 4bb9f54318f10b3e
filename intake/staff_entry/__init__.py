"""Typing in for somebody who calls, comes or writes: the same fields and the same verdict, saved at every field."""
