"""What experiments are made of: houses of real processes, members, listeners, a proxy, checkers.

Owns: everything that an experiment starts; it is stopped and removed when the experiment ends.
Promises: nothing listens but on this machine; every wait has a deadline; what is random comes from
the seed that is printed.
Never does: reach into a house. It is used as its members use it, over HTTP and sockets; only the
checkers look into its database, because they have to know better than it.
"""
