"""Reading SQL just well enough to say which tables a statement reads and writes.

It is a scanner, not a parser: it follows the few keywords after which a table can stand. What it
cannot place it reports as a table, so that a rule errs on the side of complaining.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"""
    (?P<skip>\s+|--[^\n]*|/\*.*?\*/)
    |(?P<text>E?'(?:[^'\\]|''|\\.)*'|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)
    |(?P<name>(?:"[^"]+"|[A-Za-z_]\w*)(?:\.(?:"[^"]+"|[A-Za-z_]\w*|\*))*)
    |(?P<mark>::|[(),;]|\$\d+|[^\s\w])
    |(?P<number>\d[\w.]*)
    """,
    re.VERBOSE | re.DOTALL,
)
_STATEMENT = re.compile(
    r"\s*(?:(?i:SELECT\s.+?\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+(?:\s+(?:AS\s+)?\w+)?\s+SET\s"
    r"|DELETE\s+FROM\s|MERGE\s+INTO\s|TRUNCATE\s+(?:TABLE\s+)?\w+\.|LOCK\s+TABLE\s)"
    r"|SELECT\s|WITH\s+(?:RECURSIVE\s+)?\w+\s*(?:\([^)]*\)\s*)?AS\s)",
    re.DOTALL,
)
_FRAGMENT = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:ONLY\s+)?[a-z_]\w*\.[a-z_]\w*")
_END_OF_FROM = frozenset(
    {
        "where", "group", "order", "having", "limit", "offset", "fetch", "for", "window",
        "returning", "set", "select", "union", "except", "intersect", "values", "when",
    }
)  # fmt: skip
# Functions whose arguments are separated by FROM.
_SPEAKING = frozenset({"extract", "substring", "trim", "overlay", "position"})
_BEFORE_A_CTE_BODY = frozenset({"select", "insert", "update", "delete", "values", "with", "merge"})


@dataclass
class Tables:
    writes: set[str] = field(default_factory=set[str])
    reads: set[str] = field(default_factory=set[str])


def is_sql(text: str) -> bool:
    return _STATEMENT.match(text) is not None or _FRAGMENT.search(text) is not None


def tables(sql: str) -> Tables:
    return _Scanner(_tokens(sql)).run()


def _tokens(sql: str) -> list[str]:
    found: list[str] = []
    for match in _TOKEN.finditer(sql):
        if match.lastgroup == "skip":
            continue
        if match.lastgroup in ("text", "tag"):
            found.append("''")
        else:
            found.append(match[0].replace('"', ""))
    return found


class _Scanner:
    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._lower = [token.lower() for token in tokens]
        self._ctes = self._find_ctes()
        self._found = Tables()
        # For each open parenthesis: are we in a list of tables, and in a speaking function?
        self._in_from = [False]
        self._speaking = [False]

    def run(self) -> Tables:
        for at, word in enumerate(self._lower):
            self._see(at, word)
        return self._found

    def _see(self, at: int, word: str) -> None:
        before = self._word(at - 1)
        if word == "(":
            self._in_from.append(False)
            self._speaking.append(before in _SPEAKING)
        elif word == ")" and len(self._in_from) > 1:
            self._in_from.pop()
            self._speaking.pop()
        elif word == "from" and before == "delete":
            self._write(at + 1)
        elif word == "from" and before != "distinct" and not self._speaking[-1]:
            self._in_from[-1] = True
            self._read(at + 1)
        elif word == "join" or (word == "," and self._in_from[-1]):
            self._read(at + 1)
        elif word == "using" and self._word(at + 1) != "(":
            self._in_from[-1] = True
            self._read(at + 1)
        elif self._names_a_target(word, before, self._word(at + 1)):
            self._write(at + 1)
        elif word in _END_OF_FROM:
            self._in_from[-1] = False

    def _names_a_target(self, word: str, before: str, after: str) -> bool:
        match word:
            case "into":
                return before in ("insert", "merge")
            case "update":
                return before not in ("for", "key", "do", "on", "then", "or")
            case "table":
                return before in ("truncate", "lock")
            case "truncate":
                return after != "table"
            case _:
                return False

    def _word(self, at: int) -> str:
        return self._lower[at] if 0 <= at < len(self._lower) else ""

    def _table(self, at: int) -> str | None:
        while self._word(at) in ("only", "lateral"):
            at += 1
        name = self._word(at)
        is_name = bool(name) and (name[0].isalpha() or name[0] == "_")
        # A name before a parenthesis is a function, unless it is the target of an INSERT.
        return name if is_name and name not in self._ctes else None

    def _read(self, at: int) -> None:
        name = self._table(at)
        skipped = at + sum(self._word(at + n) in ("only", "lateral") for n in range(2))
        if name is not None and self._word(skipped + 1) != "(" and name not in _END_OF_FROM:
            self._found.reads.add(name)

    def _write(self, at: int) -> None:
        name = self._table(at)
        if name is not None:
            self._found.writes.add(name)

    def _find_ctes(self) -> set[str]:
        names: set[str] = set()
        for at, word in enumerate(self._lower):
            if word != "as":
                continue
            body = at + 1
            while self._word(body) in ("not", "materialized"):
                body += 1
            if self._word(body) != "(" or self._word(body + 1) not in _BEFORE_A_CTE_BODY:
                continue
            name = at - 1
            if self._word(name) == ")":
                while name > 0 and self._word(name) != "(":
                    name -= 1
                name -= 1
            names.add(self._word(name))
        return names
