"""The command line, one file for each command.

Owns: reading flags, talking to the person at the terminal, exit codes.
Promises: every command works while the house is up; what cannot be done is said in one sentence,
with exit code 1; a misuse of the command line exits with 2.
Never does: decide anything that a feature decides, or speak SQL.
"""
