"""The pages of invited partners: signing in by a code, one form for one person, and the list of what was filed."""
