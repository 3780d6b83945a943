"""A session within every limit of the answer, and the course that it is part of."""
