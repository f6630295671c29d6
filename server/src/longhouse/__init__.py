"""Longhouse: one roof over a whole community.

Owns: nothing itself; `app` wires the kernel, the realtime core and the features into one house.
Promises: a feature is reached only through its `api` or its `events`.
Never does: import a feature from the kernel or from the realtime core.
"""

__version__ = "0.1.0"
