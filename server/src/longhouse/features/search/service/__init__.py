"""The use-cases of search."""
