"""Pure rules of search."""
