"""Pure rules of responses."""
