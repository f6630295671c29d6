"""All SQL of responses."""
