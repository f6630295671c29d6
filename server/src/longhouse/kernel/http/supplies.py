"""What one house puts into its routes.

The routes depend on the code alone, and are the same for every house of a process. What differs
from house to house comes along with each request, and stays nowhere after it.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from longhouse.kernel.db import Database
from longhouse.kernel.http.cookies import Cookies

if TYPE_CHECKING:
    from litestar.types import Receive, Scope

_KEY = "longhouse.supplies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies:
    db: Database
    cookies: Cookies
    admit: "Callable[[Scope, Receive], Awaitable[Receive]]"
    """Lets a request through to its route, or raises why not."""
    services: Mapping[str, Mapping[str, object]]
    """What routes take by the name of a parameter, for each feature."""

    @staticmethod
    def of(scope: "Scope") -> "Supplies":
        return cast("dict[str, Supplies]", scope)[_KEY]

    def place(self, scope: "Scope") -> None:
        cast("dict[str, object]", scope)[_KEY] = self
