"""The composition root: the only place where everything is built and wired, in order.

Owns: which implementation stands behind which port, what is built in which process, and in which
order it all starts and stops.
Promises: a process has exactly the parts that its roles need; what was started is stopped, newest
first, also when a later start fails.
Never does: decide anything. It names things and hands them to each other.
"""

from longhouse.app.process import Longhouse as Longhouse
from longhouse.app.process import Role as Role

__all__ = ["Longhouse", "Role"]
