"""Which rules count for one client, and why those that may count are not known to."""
