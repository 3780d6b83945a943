"""The course of a complaint as a plot."""
