"""Whether a profile can be evaluated."""
