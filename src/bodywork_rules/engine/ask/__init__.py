"""What to ask: which unknowns could change the answer, and how much."""
