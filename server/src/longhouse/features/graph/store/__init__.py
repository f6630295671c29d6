"""All SQL of the graph."""
