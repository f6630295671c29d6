"""The rules of the architecture, held by machine.

Owns: what the import contracts cannot say: names and sizes of files, whose table a statement
touches, what may happen at import, how web components may reach the server.
Promises: each rule is a function over a folder that returns what it found, is shown finding a bad
example, and is held against the real tree.
Never does: judge taste.
"""
