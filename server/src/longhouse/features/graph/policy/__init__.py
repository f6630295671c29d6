"""Pure rules of the graph."""
