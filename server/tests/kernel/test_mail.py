"""What stands in the head of a mail."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

import pytest

from longhouse.kernel.mail import FolderPost


@pytest.mark.parametrize("break_", ["\x85", "\u2028", "\x0b", "\x1d", "\r\n"])
async def test_a_subject_is_one_line_whatever_breaks_lines_in_it(
    tmp_path: Path, break_: str
) -> None:
    """Otherwise its mail would be refused, again and again, and nobody would hear of it."""
    subject = f"Welcome · Two{break_}Bcc: lines"
    at = datetime(2026, 5, 1, tzinfo=UTC)
    await FolderPost(tmp_path, "house@example.org").deliver(
        "ben@example.org", subject, "Hi", at, {}
    )
    (written,) = tmp_path.glob("*.eml")
    head = message_from_bytes(written.read_bytes())
    assert str(make_header(decode_header(head["Subject"]))) == "Welcome · Two Bcc: lines"
    assert head["Bcc"] is None
