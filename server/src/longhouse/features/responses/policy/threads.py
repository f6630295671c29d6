"""How deep threads go, and how much one may say."""

DEEPEST = 50
MOST_REACTIONS = 20
"""Different emoji of one member on one thing."""
LONGEST_SHARE = 1000
