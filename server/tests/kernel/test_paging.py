import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longhouse.kernel.paging import InvalidCursor, Page, cut


@given(st.lists(st.integers(), unique=True, max_size=60), st.integers(1, 20))
def test_pages_show_every_row_once_and_in_order(numbers: list[int], limit: int) -> None:
    rows = sorted(numbers)
    seen: list[int] = []
    cursor: str | None = None
    while True:
        page = Page(limit=limit, cursor=cursor)
        after = page.after(int)
        rest = [row for row in rows if after is None or row > after]
        shown = cut(rest[: limit + 1], page, lambda row: row)
        seen += shown.rows
        cursor = shown.meta.cursor
        assert shown.meta.has_more == (cursor is not None)
        if cursor is None:
            break
    assert seen == rows


@given(st.text(max_size=600))
def test_a_made_up_cursor_is_refused_or_is_one(cursor: str) -> None:
    try:
        found = Page(limit=1, cursor=cursor).after(int)
    except InvalidCursor:
        return
    assert found is None or isinstance(found, int)


@given(st.tuples(st.integers(), st.text(max_size=10)), st.integers(0, 40), st.integers(0, 7))
def test_a_flipped_bit_is_refused_or_still_has_the_right_shape(
    key: tuple[int, str], place: int, bit: int
) -> None:
    cursor = cut([key, key], Page(limit=1, cursor=None), lambda row: row).meta.cursor
    assert cursor is not None
    changed = bytearray(cursor.encode())
    changed[place % len(changed)] ^= 1 << bit
    try:
        found = Page(limit=1, cursor=changed.decode("latin-1")).after(tuple[int, str])
    except InvalidCursor:
        return
    assert isinstance(found, tuple)
    assert isinstance(found[0], int)


def test_a_cursor_that_nests_endlessly_is_refused() -> None:
    deep = base64.urlsafe_b64encode(b"[" * 300).decode()
    with pytest.raises(InvalidCursor):
        Page(limit=1, cursor=deep).after(list[int])
