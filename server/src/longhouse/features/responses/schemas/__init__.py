"""Shapes of responses on the wire."""
