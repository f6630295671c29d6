"""Implementations of the kernel's ports, one file each, chosen by a setting that names it.

Owns: every line that speaks to Redis, to the embedded PostgreSQL, to a mail server.
Promises: each implementation of a port passes that port's one shared test suite.
Never does: choose itself; the composition root does.
"""
