"""Taking a history: what to ask next, and what a reply comes to."""
