"""No pattern of the house can be made to take long, whatever it is held against."""

import ast
import importlib
import itertools
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

import msgspec
import regex

import longhouse
from arch.tree import PACKAGE, sources

SIZE = 50_000
MOST_SECONDS = 0.050
# What takes less than a hundredth of that on a tenth of the text grows no faster than its square,
# for a cube would be billions of steps there already: it need not be held against the whole.
_TENTH = SIZE // 10
_QUICK_ON_A_TENTH = MOST_SECONDS / 100
_CALLS = frozenset(
    {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
)
_NOT_IMPORTED = "longhouse.__main__", "longhouse.features.media.service.worker.__main__"

Text = str | bytes
Pattern = re.Pattern[Any] | regex.Pattern[Any]


def test_no_pattern_takes_long() -> None:
    patterns = {(kind(found), found.pattern, found.flags): found for found in every_pattern()}
    assert len(patterns) > 100
    slow = {
        f"{pattern.pattern!r} on {text[:20]!r}"
        for pattern in patterns.values()
        for text in adversaries(pattern.pattern)
        for ask in (pattern.search, pattern.fullmatch)
        if takes_long(ask, text)
    }
    assert slow == set()


def test_a_pattern_that_takes_long_is_found() -> None:
    for source in (r" {1,2000}$", r"(?:a*)*b", r"#.*x.*y", r"\s+$"):
        bad = re.compile(source)
        assert any(takes_long(bad.search, text) for text in adversaries(source)), source


def every_pattern() -> Iterator[Pattern]:
    """Those that modules hold, and those that are written where they are used."""
    for module in pkgutil.walk_packages(longhouse.__path__, "longhouse."):
        if module.name not in _NOT_IMPORTED:
            yield from _held(vars(importlib.import_module(module.name)).values(), depth=2)
    for source in sources(PACKAGE):
        for node in ast.walk(source.tree):
            if (literal := _written(node)) is not None:
                yield re.compile(literal)


def kind(pattern: Pattern) -> str:
    return type(pattern).__module__


def _held(values: Iterable[Any], *, depth: int) -> Iterator[Pattern]:
    for value in values:
        if isinstance(value, re.Pattern | regex.Pattern):
            yield value
        elif depth:
            yield from _held(_inside(value), depth=depth - 1)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.asdict(value).values()
    if isinstance(value, dict):
        return cast("dict[Any, Any]", value).values()
    return cast("Iterable[Any]", value) if isinstance(value, list | tuple | frozenset) else ()


def _written(node: ast.AST) -> Text | None:
    """`re.split(r"…", text)` inside a function, and `pattern=r"…"` of a declared bound."""
    match node:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="re"), attr=name),
            args=[ast.Constant(value=str() | bytes() as literal), *_],
        ) if name in _CALLS:
            return literal
        case ast.keyword(arg="pattern", value=ast.Constant(value=str() as literal)):
            return literal
        case _:
            return None


def adversaries(source: Text) -> Iterator[Text]:
    """50 kB of each character that the pattern could like, and of pairs of them, with a bad end."""
    text = source if isinstance(source, str) else source.decode("latin-1")
    liked = sorted({*re.sub(r"[\\()\[\]{}?*+|^$]", "", text), *"a0A/. -=&:#'\n"})
    pairs = ("".join(pair) for pair in itertools.product(liked[:4], repeat=2))
    words = re.findall(r"[A-Za-z:/@=-]{2,}", text.replace("?", ""))
    for piece in (*liked, *pairs, *words):
        yield _in_kind_of(source, piece * (SIZE // len(piece)) + "\x00")
    for word in words:
        yield _in_kind_of(source, word + " " * SIZE + "\x00")


def _in_kind_of(source: Text, made: str) -> Text:
    return made if isinstance(source, str) else made.encode("utf-8", "replace")


def takes_long(ask: Callable[[Any], object], text: Text) -> bool:
    # The end, which does not fit, stays.
    tenth = cast("str", text)[:_TENTH] + cast("str", text)[-1:]
    if seconds(ask, tenth) < _QUICK_ON_A_TENTH:
        return False
    return seconds(ask, text) >= MOST_SECONDS


def seconds(ask: Callable[[Any], object], text: Text) -> float:
    """By the processor's time and not the clock's, as others use the machine too; no more of it
    than it may take."""

    def give_up(_signal: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    began = time.thread_time()
    try:
        ask(text)
    except TimeoutError:
        return MOST_SECONDS
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.thread_time() - began
