"""Which massage and bodywork techniques suit a client, why, what to change, and what is not known."""
