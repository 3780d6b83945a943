"""A rulebook made ready: everything as bits, indexed by what can make a rule count."""
