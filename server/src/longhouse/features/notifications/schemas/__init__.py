"""Shapes of notifications on the wire."""
