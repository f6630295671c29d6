"""What the description of the interface says about the routes of identity and profiles."""

from collections.abc import Iterator
from typing import Any

from longhouse.app import Longhouse
from longhouse.kernel.http.api import schema_of

Described = dict[str, Any]


def bodies(described: Described) -> Iterator[tuple[str, str, Described]]:
    """Every route that takes a body, with the shape of that body."""
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            reference = content.get("application/json", {}).get("schema", {}).get("$ref")
            if reference:
                yield method, path, described["components"]["schemas"][reference.split("/")[-1]]


async def test_no_admin_route_takes_a_password(longhouse: Longhouse) -> None:
    described = schema_of(longhouse.api)
    fields = [
        (path, field)
        for _, path, shape in bodies(described)
        if "/admin/" in path
        for field in shape["properties"]
    ]
    assert ("/api/v1/admin/users/{user_id}", "is_admin") in fields
    assert not [entry for entry in fields if "password" in entry[1]]


async def test_every_route_of_the_contract_is_there(longhouse: Longhouse) -> None:
    described = schema_of(longhouse.api)
    there = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, methods in described["paths"].items()
        for method in methods
        if method != "parameters"
    }
    wanted = """
        GET /site, POST /auth/register, POST /auth/login, POST /auth/links/inspect,
        POST /auth/first-admin, POST /auth/reset/request, POST /auth/reset, POST /auth/token,
        POST /auth/refresh, GET /auth/session, GET /auth/csrf, POST /auth/logout,
        POST /auth/reauthenticate, GET /auth/sessions, DELETE /auth/sessions/{session_id},
        DELETE /auth/sessions, POST /auth/password, PATCH /auth/email, GET /auth/second-factor,
        POST /auth/second-factor, POST /auth/second-factor/confirm, DELETE /auth/second-factor,
        POST /auth/recovery-codes, DELETE /users/me, GET /users/me, GET /users/{reference},
        PATCH /users/me, GET /users/me/settings, PATCH /users/me/settings, GET /admin/users,
        GET /admin/users/{user_id}, POST /admin/users/{user_id}/approve,
        DELETE /admin/users/{user_id}, POST /admin/users/{user_id}/restore,
        PATCH /admin/users/{user_id}, DELETE /admin/users/{user_id}/sessions,
        POST /admin/users/{user_id}/reset-link, GET /admin/invites, POST /admin/invites,
        DELETE /admin/invites/{invite_id}, GET /admin/config, PATCH /admin/config,
        GET /admin/audit-logs
    """
    assert {route.strip() for route in wanted.split(",")} <= there
