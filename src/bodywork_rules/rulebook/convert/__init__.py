"""Between text, plain data and values, strictly: nothing turns into what it is not, no mistake hides another."""
