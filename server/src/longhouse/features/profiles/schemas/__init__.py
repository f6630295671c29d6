"""Shapes of profiles on the wire."""
