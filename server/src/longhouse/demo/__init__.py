"""A community to look at: people who do not exist, and what they would say.

Owns: the cast and the order in which a house is filled.
Promises: it is believable, the same every time, and only ever added to an empty house.
Never does: reach past the features' `api`.
"""
