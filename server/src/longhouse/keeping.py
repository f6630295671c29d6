"""What features say of themselves for backups: which objects they show, and what must not go on
after a restore as if nothing had been."""

from collections.abc import Mapping, Sequence

from longhouse.features.identity import api as identity
from longhouse.features.media import api as media
from longhouse.features.notifications import api as notifications
from longhouse.kernel import mail
from longhouse.kernel.backup.load import SetRight
from longhouse.kernel.backup.take import ListKept

# Pictures of linked pages are copies, and are fetched anew.
KEPT: Sequence[ListKept] = (media.list_kept,)

SET_RIGHT: Sequence[SetRight] = (
    mail.forget_waiting,
    identity.end_everything_open,
    notifications.forget_outgoing,
)

# What a house is made of in the words of the people in it. One without any of it is empty.
COUNTED: Mapping[str, str] = {
    "identity.account": "accounts",
    "posts.post": "posts",
    "responses.comment": "comments",
    "media.asset": "pictures, films and sounds",
}


def in_words(rows: Mapping[str, int]) -> str:
    """ "24 accounts, 61 posts, 140 comments" """
    counted = [f"{rows[table]:,} {what}" for table, what in COUNTED.items() if rows.get(table)]
    return ", ".join(counted) or "nobody and nothing yet"
