"""Whether a query has the form of one."""

from collections.abc import Sequence
from uuid import UUID

from longhouse.features.search.model import Asked, Kind, Scope
from longhouse.features.search.policy.asking import LONGEST
from longhouse.kernel.errors import InvalidFields, Wrong

_KINDS: Sequence[Kind] = ("post", "comment", "link_metadata")
_MOST_SECTIONS = 50
UNKNOWN_SECTION = Wrong("no_such_section", "There is no such section.")


def check_asked(
    *,
    q: str,
    scope: Scope | None,
    section_id: str | None,
    section_ids: str | None,
    types: str | None,
    author: str | None,
) -> Asked:
    """One sentence for each parameter that cannot be taken."""
    wrong: dict[str, Wrong] = {}
    if not q.strip():
        wrong["q"] = Wrong("nothing_asked", "What are you looking for?")
    elif len(q) > LONGEST:
        wrong["q"] = Wrong(
            "too_long", f"Please look for at most {LONGEST} characters at once.", most=LONGEST
        )
    scope = scope or ("section" if section_id else "global")
    sections: list[UUID] = []
    if scope == "section":
        sections = _sections(section_id, "section_id", "Which section?", wrong)
    elif scope == "multi":
        sections = _sections(section_ids, "section_ids", "Which sections?", wrong)
    kinds = _kinds(types, wrong)
    if wrong:
        raise InvalidFields(wrong)
    return Asked(q=q, scope=scope, section_ids=sections, kinds=kinds, author=author or None)


def _sections(given: str | None, field: str, question: str, wrong: dict[str, Wrong]) -> list[UUID]:
    pieces = [piece.strip() for piece in (given or "").split(",") if piece.strip()]
    if not pieces:
        wrong[field] = Wrong("which_section", question)
    elif len(pieces) > _MOST_SECTIONS or (field == "section_id" and len(pieces) > 1):
        wrong[field] = Wrong("too_many_sections", "Those are too many sections.")
    else:
        try:
            return list(dict.fromkeys(UUID(piece) for piece in pieces))
        except ValueError:
            wrong[field] = UNKNOWN_SECTION
    return []


def _kinds(given: str | None, wrong: dict[str, Wrong]) -> list[Kind]:
    """Empty where all are meant."""
    pieces = {piece.strip() for piece in (given or "").split(",") if piece.strip()}
    if not pieces <= set(_KINDS):
        wrong["type"] = Wrong("not_a_choice", "Please choose from " + ", ".join(_KINDS) + ".")
    kinds: list[Kind] = [kind for kind in _KINDS if kind in pieces]
    return [] if len(kinds) == len(_KINDS) else kinds
