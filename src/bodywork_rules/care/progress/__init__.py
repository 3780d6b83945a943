"""Whether a course of treatment helps, and what to do next."""
