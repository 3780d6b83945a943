"""How often a rulebook judges cases as it should."""
