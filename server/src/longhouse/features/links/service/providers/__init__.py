"""Whose page it is, told from its address alone, and what that provider does in its own way.

Players are made here, out of identifiers that fit a pattern, and come from no other place.
"""
