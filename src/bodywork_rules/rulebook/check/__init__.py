"""Everything that a rulebook must be before the engine may rely on it."""
