"""How long the library takes, beside what others take for the same work in the same run."""
