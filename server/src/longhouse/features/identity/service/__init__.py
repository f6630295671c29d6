"""Use-cases of identity, one file for each occasion.

Those in which a password is hashed take no transaction but open their own: hashing takes a quarter
of a second on purpose, and no connection to the database waits for it. They check, hash, and then
change everything in one transaction that looks again at what was checked.
"""
