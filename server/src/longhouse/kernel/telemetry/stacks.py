"""The stack of an error as text: where it came from and what it said, without lines of source.

A line of source says nothing that its file and number do not, and may quote a secret.
"""

import traceback
from collections.abc import Iterator
from typing import cast

_MOST_FRAMES = 40
_MOST_ERRORS = 12


def stack_of(error: BaseException) -> str:
    """The error, what caused it, and what it groups; the newest first, as deep as is useful."""
    lines: list[str] = []
    for link, told in zip(_chain(error, ""), range(_MOST_ERRORS), strict=False):
        relation, one = link
        if told:
            lines.append(relation)
        lines.append(f"{_name(one)}: {_said(one)}")
        frames = traceback.extract_tb(one.__traceback__, limit=-_MOST_FRAMES)
        lines.extend(f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
    return "\n".join(lines)


def _chain(error: BaseException, relation: str) -> Iterator[tuple[str, BaseException]]:
    seen: set[int] = set()
    waiting: list[tuple[str, BaseException]] = [(relation, error)]
    while waiting:
        relation, one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield relation, one
        if isinstance(one, BaseExceptionGroup):
            parts = cast("BaseExceptionGroup[BaseException]", one).exceptions
            waiting.extend(("of which one is", part) for part in parts)
        if one.__cause__ is not None:
            waiting.append(("caused by", one.__cause__))
        elif one.__context__ is not None and not one.__suppress_context__:
            waiting.append(("while handling", one.__context__))


def _name(error: BaseException) -> str:
    kind = type(error)
    return (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )


def _said(error: BaseException) -> str:
    try:
        return str(error)
    except Exception as second:
        return f"<no words: {type(second).__name__}>"
