"""The experiments, each a sentence about what goes wrong and what holds all the same.

Owns: what is broken, when, and which checkers look at it afterwards.
Promises: the same seed breaks the same things at the same moments, as far as two processes on one
machine can be told when to be where. An experiment cleans up after itself also when it fails.
"""
