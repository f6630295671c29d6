"""Shapes of identity on the wire: what is asked, what is answered, and how rows become answers."""
