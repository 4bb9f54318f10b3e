"""The code inside the Rasa process: understanding of French and the turn endpoint."""
