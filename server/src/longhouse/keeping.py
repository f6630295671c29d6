"""What features say of themselves for backups: which objects they show, and what must not go on
after a restore as if nothing had been."""

from collections.abc import Mapping, Sequence

from longhouse.features.identity import api as identity
from longhouse.features.media import api as media
from longhouse.features.notifications import api as notifications
from longhouse.kernel import jobs, mail
from longhouse.kernel.backup.load import FindStrays, SetRight
from longhouse.kernel.backup.take import ListKept

# Pictures of linked pages are copies, and are fetched anew.
KEPT: Sequence[ListKept] = (media.list_kept,)

# Where what a house that was given up has left behind is looked for.
STRAYS: Mapping[str, FindStrays] = {media.FOLDER: media.find_strays}

SET_RIGHT: Sequence[SetRight] = (
    jobs.put_back,
    mail.forget_waiting,
    identity.end_everything_open,
    notifications.forget_outgoing,
)

# What a house is made of in the words of the people in it. One without any of it is empty.
COUNTED: Mapping[str, tuple[str, str]] = {
    "identity.account": ("account", "accounts"),
    "posts.post": ("post", "posts"),
    "responses.comment": ("comment", "comments"),
    "media.asset": ("picture, film or sound", "pictures, films and sounds"),
}


def in_words(rows: Mapping[str, int]) -> str:
    """ "24 accounts, 61 posts, 140 comments" """
    counted = [
        f"{count:,} {one if count == 1 else many}"
        for table, (one, many) in COUNTED.items()
        if (count := rows.get(table, 0))
    ]
    return ", ".join(counted) or "nobody and nothing yet"
