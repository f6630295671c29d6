"""Who belongs to the house, and how they prove it.

Owns: accounts and their state (pending, active, deleted), passwords, sessions, bearer tokens, the
second factor, one-time links, invites, known devices, and the configuration of the site.
Promises: nobody is signed in who is not an approved member; the end of a session, of an account or
of a right takes effect at once, on every open socket too; whatever may be used once is used once,
however many ask at the same time; no secret is stored that could be used as it is stored; there is
always an admin once there was one; every act of an admin is in the audit log or did not happen.
Never does: hold what people say about themselves (that is `profiles`), decide who may see whom
(that is `graph`), or tell by an answer, its status or its time whether an account exists.
"""
