"""What those who look after the house do with what members wrote.

Owns: the list of what was deleted, in which an admin finds it again, and the ways out of it: back,
or away for good.
Promises: nobody but admins learns what was deleted; every act is in the audit log in the same
transaction, and the log never holds the words themselves; what is erased is erased whole, with its
files and with everything that others did to it.
Never does: keep a copy of anything, or change a row of `posts` or `responses` but through their
`api`.
"""
