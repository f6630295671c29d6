"""What of a text the page shows as a mention or as a tag: nothing in code, in an address or in the
words of a link.

The page draws by the same grammar (`web/src/lib/features/posts/text`), and both are held to the same
examples, so that whoever stands out as mentioned has been told. Every step takes time in proportion
to the text, whatever the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

_DEEPEST_QUOTE, _DEEPEST_MARK = 4, 6
# What a browser takes for space; Python knows a few more.
_SPACE = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    chr(code) for code in range(0x2000, 0x200B)
)
_BLANK = re.compile(f"[{_SPACE}]*")
_FENCE = re.compile(r" {0,3}(`{3,}(?!`)(?!.*`)|~{3,})", re.DOTALL)
_FENCE_END = re.compile(r" {0,3}(`{3,}|~{3,}) *")
_ITEM = re.compile(r"(?:[-*•]|[0-9]{1,4}[.)]) +")
_WEB = r"[hH][tT][tT][pP][sS]?://"
_ADDRESS = re.compile(rf'{_WEB}[^{_SPACE}<>"]+')
_UNBRACKETED = f"[^{_SPACE}()<>]"
_LINK = re.compile(
    rf"\[[^\[\]\n]{{1,500}}\]\({_WEB}{_UNBRACKETED}+(?:\({_UNBRACKETED}*\){_UNBRACKETED}*)*\)"
)
_MENTION = re.compile(r"(?<![\w@./+\-])@([A-Za-z0-9_-]{3,32})(?![\w@-])(?!\.\w+@)")
_TAG = re.compile(r"(?<![\w#&/])#(\w{1,50})(?![\w#])")
_ESCAPABLE = frozenset("\\*_~`[]@#")
_MARKS = ("**", "__", "~~", "*", "_")
_ANYTHING = re.compile(rf"[\\`\[@#*_~]|(?<!\w){_WEB}")


class Shown(NamedTuple):
    kind: Literal["mention", "tag"]
    name: str


def shown(text: str) -> Iterator[Shown]:
    """In the order of the text, as they are written there; a tag may be a mere number."""
    return _in_blocks(text.replace("\r", "").split("\n"), 0)


def _in_blocks(lines: Sequence[str], depth: int) -> Iterator[Shown]:
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if fence := _FENCE.match(line):
            end = _behind_code(lines, end, fence[1])
        elif _is_quoted(line, depth):
            while end < len(lines) and _is_quoted(lines[end], depth):
                end += 1
            yield from _in_blocks([_unquoted(quoted) for quoted in lines[at:end]], depth + 1)
        elif item := _ITEM.match(line):
            yield from _in_words(line[item.end() :], 0)
        elif not _BLANK.fullmatch(line):
            while end < len(lines) and not _ends_paragraph(lines[end], depth):
                end += 1
            yield from _in_words("\n".join(lines[at:end]), 0)
        at = end


def _behind_code(lines: Sequence[str], at: int, fence: str) -> int:
    """A fence ends at one of its own kind that is at least as long, or with the text."""
    for end in range(at, len(lines)):
        closing = _FENCE_END.fullmatch(lines[end])
        if closing and closing[1].startswith(fence):
            return end + 1
    return len(lines)


def _is_quoted(line: str, depth: int) -> bool:
    return line.startswith(">") and depth < _DEEPEST_QUOTE


def _unquoted(line: str) -> str:
    return line[2:] if line.startswith("> ") else line[1:]


def _ends_paragraph(line: str, depth: int) -> bool:
    if _is_quoted(line, depth) or _BLANK.fullmatch(line):
        return True
    return bool(_FENCE.match(line) or _ITEM.match(line))


def _in_words(text: str, depth: int) -> Iterator[Shown]:
    if depth == _DEEPEST_MARK:
        return
    ends: dict[str, list[int]] = {}
    at = 0
    while found := _ANYTHING.search(text, at):
        at = found.start()
        if named := _MENTION.match(text, at):
            yield Shown("mention", named[1])
            at = named.end()
        elif tagged := _TAG.match(text, at):
            yield Shown("tag", tagged[1])
            at = tagged.end()
        elif marked := _marked(text, at, ends):
            start, end, at = marked
            yield from _in_words(text[start:end], depth + 1)
        else:
            at = _behind_silent(text, at)


def _behind_silent(text: str, at: int) -> int:
    """Where one reads on behind what names nobody."""
    letter = text[at]
    if letter == "\\":
        return at + (2 if text[at + 1 : at + 2] in _ESCAPABLE else 1)
    if letter == "`":
        return _behind_ticks(text, at)
    if letter == "[":
        link = _LINK.match(text, at)
        return link.end() if link else at + 1
    if letter in "hH":
        address = _ADDRESS.match(text, at)
        return _end_of_address(text, at, address.end()) if address else at + 1
    return at + 1


def _behind_ticks(text: str, at: int) -> int:
    """Code between two runs of backticks of one length; a run without its like is only itself."""
    start = at
    while text.startswith("`", start):
        start += 1
    closing = re.compile(rf"(?<!`)`{{{start - at}}}(?!`)").search(text, start)
    return closing.end() if closing else start


def _end_of_address(text: str, at: int, end: int) -> int:
    """A full stop after an address ends the sentence, and a bracket closes the one before it."""

    def without(letters: str, end: int) -> int:
        while end > at and text[end - 1] in letters:
            end -= 1
        return end

    end = without(".,;:!?'*_~", end)
    spare = text.count(")", at, end) - text.count("(", at, end)
    while spare > 0 and text[end - 1] == ")":
        spare -= 1
        end = without(".,;:!?", end - 1)
    return end


def _marked(text: str, at: int, ends: dict[str, list[int]]) -> tuple[int, int, int] | None:
    """Where what is emphasised begins and ends, and where one reads on."""
    for mark in _MARKS:
        start = at + len(mark)
        if not text.startswith(mark, at) or start == len(text) or text[start] in _SPACE:
            continue
        # Inside a word an underscore is a letter: snake_case stays as it is.
        if mark[0] == "_" and _is_word(text[at - 1 : at]):
            continue
        if mark not in ends:
            ends[mark] = list(_ends_of(text, mark))
        place = bisect_right(ends[mark], start)
        if place < len(ends[mark]):
            end = ends[mark][place]
            return start, end, end + len(mark)
    return None


def _ends_of(text: str, mark: str) -> Iterator[int]:
    end = text.find(mark, 1)
    while end != -1:
        after = text[end + len(mark) : end + len(mark) + 1]
        single = len(mark) == 2 or mark not in (after, text[end - 1])
        in_word = mark[0] == "_" and _is_word(after)
        if text[end - 1] not in _SPACE and single and not in_word:
            yield end
        end = text.find(mark, end + 1)


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
