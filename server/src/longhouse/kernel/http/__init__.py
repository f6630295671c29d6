"""HTTP manners: everything that is the same for every route.

Owns: the edge (request ids, headers, metrics, the last resort), the gate (who is asking, from
where, how often, with what body), parameters that routes take by name, cookies, idempotency,
errors as answers, the files of the web client.
Promises: a route that asks for a `principal`, an `admin` or a `fresh` one is not reached by others;
a transaction is committed before its answer is sent; every refusal has the same shape.
Never does: know a feature.
"""

from longhouse.kernel.http.authenticate import Authenticator, PrincipalCache
from longhouse.kernel.http.cookies import Cookies
from longhouse.kernel.http.csrf import CsrfTokens
from longhouse.kernel.http.once import Once, OnceIn
from longhouse.kernel.http.shapes import Body, Empty, Part
from longhouse.kernel.http.visitor import Visitor

__all__ = [
    "Authenticator",
    "Body",
    "Cookies",
    "CsrfTokens",
    "Empty",
    "Once",
    "OnceIn",
    "Part",
    "PrincipalCache",
    "Visitor",
]
