"""Nothing that opens a door is in the source, in what was built of it, or behind an address."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from arch.tree import PACKAGE, REPOSITORY, Finding, files, show, write
from longhouse.app import Longhouse
from support.built_web import PAGE, build
from support.clocks import FakeClock
from support.households import GENEROUS, open_house
from support.people import People

# What services give out, by the shapes that they gave it so that it can be found.
KEYS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a key of AWS": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of GitHub": r"\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_[A-Za-z0-9_]{40,}",
    "a token of npm or PyPI": r"\bnpm_[A-Za-z0-9]{36}\b|\bpypi-AgEI[A-Za-z0-9_-]{50,}",
    "a token of Slack": r"\bxox[abprs]-[A-Za-z0-9-]{10,}",
    "a key of Stripe": r"\b[rs]k_live_[A-Za-z0-9]{20,}",
    "a key of Google": r"\bAIza[0-9A-Za-z_-]{35}\b",
    "a signed token": r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}",
    "a password in an address": r"\b[a-z][a-z0-9+]*://[^\s/:@\"'`<>{}$]+:[^\s/:@\"'`<>{}$*]{6,}@",
}
_FOUND = {what: re.compile(shape) for what, shape in KEYS.items()}
_TEXT = (
    ".py", ".sql", ".toml", ".txt", ".json", ".ts", ".js", ".svelte", ".html", ".css", ".md",
    ".sh", ".yml", ".yaml", ".service", ".timer", ".example", ".conf", ".webmanifest",
)  # fmt: skip
# Tests make up secrets to look for them; the rules above are one of them.
_MADE_UP = ("server/tests/", "e2e/", "web/src/lib/features/identity/samples")
# Namespaces, what a message says when it fails, and addresses that are nowhere.
_HARMLESS_ORIGINS = re.compile(
    r"https?://(?:www\.w3\.org|svelte\.dev|tailwindcss\.com|[a-z-]+\.invalid)\b"
)
_ORIGIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|tmp|work|builds)/[\w.-]+/")


def secrets_in(root: Path) -> Iterator[Finding]:
    for path in files(root, *_TEXT):
        if path.relative_to(root).as_posix().startswith(_MADE_UP):
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            for what, shape in _FOUND.items():
                if shape.search(line):
                    yield Finding(path, number, f"{what} stands here")


def told_by_the_build(root: Path) -> Iterator[Finding]:
    """What a visitor could learn or be led to by the files of the client."""
    for path in sorted(root.rglob("*")):
        if path.suffix == ".map":
            yield Finding(path, 1, "the source is given away with what was built of it")
        if path.suffix not in _TEXT:
            continue
        text = path.read_text("utf-8", "replace")
        for origin in _ORIGIN.findall(_HARMLESS_ORIGINS.sub("", text)):
            yield Finding(path, 1, f"{origin} is another origin")
        for place in _OF_A_MACHINE.findall(text):
            yield Finding(path, 1, f"{place} is a place on the machine that built it")


def test_a_secret_in_the_source_is_found(tmp_path: Path) -> None:
    key = "-----BEGIN EC " + "PRIVATE KEY-----"
    write(
        tmp_path,
        {
            "server/a.py": f'KEY = """{key}\n"""',
            "deploy/b.example": "URL=postgresql://longhouse:correct-horse@db/longhouse",
            "docs/c.md": "URL=postgresql://longhouse@db/longhouse, https://example.org/@ada",
            "server/tests/d.py": f'"{key}"',
        },
    )
    assert {finding.path.name for finding in secrets_in(tmp_path)} == {"a.py", "b.example"}


def test_there_is_no_secret_in_the_source() -> None:
    assert not show(secrets_in(REPOSITORY))


def test_what_a_build_would_give_away_is_found(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "_app/a.js": "fetch('https://cdn.example.com/x.js')",
            "_app/b.js": "x('http://www.w3.org/2000/svg', 'https://svelte.dev/e/await_outdated')",
            "_app/c.js": "// /home/ada/longhouse/web/src/app.ts",
            "_app/a.js.map": "{}",
        },
    )
    found = {finding.path.name for finding in told_by_the_build(tmp_path)}
    assert found == {"a.js", "c.js", "a.js.map"}


def test_the_build_asks_nobody_else_and_tells_nothing_of_its_making() -> None:
    """Of a client that has been built; `make test` builds one."""
    assert not show(told_by_the_build(PACKAGE / "web"))
    assert not show(secrets_in(PACKAGE / "web"))


@pytest.fixture
async def longhouse(
    database_url: str, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Longhouse]:
    """The client lies in the folder of the house, where everything else would be near."""
    web = build(tmp_path / "web")
    (tmp_path / "longhouse.toml").write_text("port = 8000\n")
    monkeypatch.setattr("longhouse.app.visited._WEB", web)
    async with open_house(database_url, tmp_path, clock, *GENEROUS) as house:
        yield house


PROBED = (
    "/.git/HEAD", "/.git/config", "/.env", "/.env.local", "/.DS_Store", "/.well-known/security.txt",
    "/secret.key", "/../secret.key", "/%2e%2e/secret.key", "/..%2fsecret.key", "/data/secret.key",
    "/longhouse.toml", "/../longhouse.toml", "/%2e%2e%2flonghouse.toml", "/private.txt",
    "/house.tar", "/backup.sql", "/dump.sql", "/server/pyproject.toml", "/requirements.txt",
    "/docs", "/redoc", "/swagger", "/schema", "/schema/openapi.json", "/schema/swagger",
    "/openapi.json", "/openapi.yaml", "/api/openapi.json", "/api/v1/schema", "/api/v1/docs",
    "/api/v1/openapi.json", "/debug", "/debug/pprof", "/console", "/__debug__/", "/phpinfo.php",
    "/server-status", "/actuator", "/actuator/env", "/admin.php", "/_app/", "/_app/immutable/",
    "/_app/immutable", "/metrics", "/api/v1/metrics", "/blobs/", "/mail/", "/postgres/PG_VERSION",
)  # fmt: skip
# What a document of the interface, a list of files, or a page for developers would say.
_INSIDE = re.compile(
    r"openapi|swagger|redoc|Index of|Directory listing|Traceback|litestar|uvicorn|asyncpg|"
    r"PRIVATE KEY|LONGHOUSE_|port = 8000|not for visitors|python_info",
    re.IGNORECASE,
)


async def test_whoever_tries_the_usual_addresses_finds_nothing(
    people: People, tmp_path: Path
) -> None:
    key = (tmp_path / "secret.key").read_bytes()
    visitor = people.stranger().client
    origin = str(visitor.base_url).removesuffix("/api/v1/")
    for path in PROBED:
        answer = await visitor.get(httpx.URL(origin + path))
        told = answer.text.replace(PAGE, "")
        assert key not in answer.content, path
        assert not _INSIDE.search(told), (path, told[:200])
        assert answer.status_code in (200, 400, 401, 403, 404), path
        if answer.status_code == 200:
            assert answer.text == PAGE, path


async def test_no_answer_says_what_it_was_made_with(people: People) -> None:
    visitor = people.stranger().client
    origin = str(visitor.base_url).removesuffix("/api/v1/")
    for path in ("/", "/nowhere.js", "/health", "/ready", "/api/v1/site", "/api/v1/nowhere"):
        answer = await visitor.get(origin + path)
        named = {"server", "x-powered-by", "x-runtime", "x-version", "via"} & set(answer.headers)
        assert not named, (path, named)
        assert not re.search(r"\d+\.\d+\.\d+", answer.text.replace(PAGE, "")), path
