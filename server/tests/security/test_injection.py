"""Words that mean something to a database, a shell, a mail or a header are only words here."""

import ast
import time
from collections.abc import Iterator, Sequence
from urllib.parse import quote

import httpx

from arch.tree import PACKAGE, sources
from longhouse.app import Longhouse
from longhouse.features.profiles.store import places
from longhouse.kernel.http.api import schema_of
from profiles.conftest import VIENNA
from support.contract import PREFIX, Operation, operations
from support.households import Household
from support.tables import checksums

STRINGS = (
    "' OR '1'='1",
    "x'; DROP TABLE identity.account; --",
    "1); SELECT pg_sleep(9); --",
    "$1",
    "%s%n{0}${jndi:ldap://127.0.0.1/x}{{7*7}}",
    "%",
    "_",
    "\\",
    "E'\\\\x27'",
    "ben\r\nSet-Cookie: session_id=x",
    "; $(id) | id `id` && id",
    "-rf",
    "../../../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "\u0000",
    "\ufeff\u202e\u2028",
    "9" * 400,
    "🥕" * 300,
)
# Where these would end a session, or wait for news that do not come.
LEFT_OUT = frozenset({"POST /auth/logout", "DELETE /users/me", "GET /events"})


def parameters(longhouse: Longhouse) -> Iterator[tuple[Operation, str, str, Sequence[str]]]:
    """Every parameter of every route, with where it stands and what to put there."""
    document = schema_of(longhouse.api)["paths"]
    for operation in operations(longhouse):
        if operation.row in LEFT_OUT:
            continue
        described = document[f"{PREFIX}{operation.path}"][operation.method.lower()]
        for parameter in described.get("parameters", ()):
            # An id or a number is read before anything is done with it.
            is_read = any(word in str(parameter["schema"]) for word in ("uuid", "integer"))
            yield operation, parameter["in"], parameter["name"], STRINGS[: 3 if is_read else None]


async def ask(
    household: Household, operation: Operation, where: str, name: str, text: str
) -> httpx.Response:
    places = dict(household.places)
    client, headers = household.ada.client, household.ada.csrf_header
    if where == "path":
        places[name] = quote(text, safe="")
        return await operation.ask(client, type(household.places)(places), headers)
    if where == "header":
        sent = {name: quote(text, safe=""), **headers}
        return await operation.ask(client, household.places, sent)
    path = operation.at(household.places)
    join = "&" if "?" in path else "?"
    return await client.request(
        operation.method, f"{path.lstrip('/')}{join}{name}={quote(text, safe='')}", headers=headers
    )


async def test_no_parameter_reaches_anything_but_a_comparison(
    longhouse: Longhouse, household: Household, database_url: str
) -> None:
    async with longhouse.db.transaction() as tx:
        # Else the first question reads all the cities of the world, which is slow and no sleep.
        await places.fill(tx, [VIENNA])
    before = await checksums(database_url)
    wrong: dict[tuple[str, str, str], object] = {}
    asked = 0
    for operation, where, name, texts in parameters(longhouse):
        for text in texts:
            began = time.monotonic()
            answer = await ask(household, operation, where, name, text)
            asked += 1
            slept = time.monotonic() - began > 5
            if answer.status_code >= 500 or "set-cookie" in answer.headers or slept:
                wrong[operation.row, name, text[:30]] = (answer.status_code, answer.text[:200])
    assert wrong == {}
    assert asked > 500
    # Emoji that are none, sections that are none: a change that was refused left nothing behind.
    assert await checksums(database_url) == before


async def test_no_field_of_a_body_does_either(longhouse: Longhouse, household: Household) -> None:
    """All fields that hold text at once, for every route that takes a body."""
    wrong: dict[tuple[str, str], object] = {}
    for operation in operations(longhouse):
        if operation.body is None:
            continue
        fields: dict[str, dict[str, object]] = operation.body.get("properties", {})
        texts = [name for name, kind in fields.items() if "'string'" in str(kind)]
        for text in STRINGS[:10]:
            changed = dict.fromkeys(texts, text)
            answer = await operation.ask(
                household.ada.client, household.places, household.ada.csrf_header, **changed
            )
            if answer.status_code >= 500:
                wrong[operation.row, text] = answer.text[:200]
    assert wrong == {}


async def test_signs_of_a_pattern_are_looked_for_as_they_stand(household: Household) -> None:
    """`%` is nobody's name, and does not stand for everybody's."""
    for sign in ("%", "_", "\\", "%25", "b%n", "b_n"):
        found = await household.ada.client.get("admin/users", params={"q": sign})
        assert (found.status_code, found.json()["users"]) == (200, []), sign
        looked_up = await household.ada.client.get("users/lookup", params={"prefix": sign})
        assert looked_up.json().get("users", []) == [], sign
    everybody = await household.ada.client.get("admin/users", params={"q": "be"})
    assert [user["username"] for user in everybody.json()["users"]] == ["ben"]


async def test_an_escape_is_undone_once(household: Household) -> None:
    ada = household.ada.client
    assert (await ada.get("users/%40ben")).status_code == 200
    for twice in ("users/%2540ben", "users/%2562en", "users/@be%256e"):
        assert (await ada.get(twice)).status_code in (400, 404), twice
    # What is escaped in a name is part of the name: nothing climbs out of its place.
    for climbing in (
        "users/@ben%2f..%2f@ada",
        "users/%2e%2e/admin/users",
        "users/%252e%252e%252fadmin%252fusers",
        "users/..%2fadmin%2fusers",
        "users/@ben%3fx=1",
    ):
        answer = await household.ben.client.get(climbing)
        assert answer.status_code in (400, 403, 404), climbing
        assert "users" not in answer.json()
    for text in ("&lt;b&gt; &amp;amp; &#60;", "%3Cscript%3E", "\\u003cscript\\u003e"):
        said = await household.ben.patch("/users/me", {"bio": text})
        assert said.json()["user"]["bio"] == text


def test_the_house_starts_no_shell() -> None:
    shells = {"system", "popen", "getoutput", "getstatusoutput", "create_subprocess_shell"}
    found = [
        str(source.finding(node, "no shell"))
        for source in sources(PACKAGE)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and _starts_a_shell(node, shells)
    ]
    assert found == []


def test_a_shell_is_found() -> None:
    shells = {"system", "popen"}
    calls = ["os.system('x')", "subprocess.run('x', shell=True)", "subprocess.run(['x'])"]
    found = [_starts_a_shell(_call(text), shells) for text in calls]
    assert found == [True, True, False]


def _starts_a_shell(call: ast.Call, shells: set[str]) -> bool:
    by_name = isinstance(call.func, ast.Attribute) and call.func.attr in shells
    by_wish = any(
        word.arg == "shell" and not (isinstance(word.value, ast.Constant) and not word.value.value)
        for word in call.keywords
    )
    return by_name or by_wish


def _call(text: str) -> ast.Call:
    expression = ast.parse(text, mode="eval").body
    assert isinstance(expression, ast.Call)
    return expression
