"""What is another's: every route that names a thing, tried by somebody whose thing it is not."""

from string import Formatter

from longhouse.app import Longhouse
from security.belongings import ask, belongings, that_name_something
from support.contract import operations
from support.people import People
from support.tables import checksums

# What members do with what others have made. Every other route that names a thing is its owner's.
SHARED = frozenset(
    {
        *(f"GET /users/{{reference}}{page}" for page in ("", "/posts", "/comments")),
        *(f"GET /users/{{reference}}/{page}" for page in ("followers", "following")),
        *(f"POST /users/{{reference}}/{verb}" for verb in ("follow", "mute", "block")),
        *(f"DELETE /users/{{reference}}/{verb}" for verb in ("follow", "mute", "block")),
        *("GET /posts/{post_id}", "GET /posts/{post_id}/comments", "POST /posts/{post_id}/share"),
        *(f"POST /posts/{{post_id}}/{verb}" for verb in ("like", "save")),
        *(f"DELETE /posts/{{post_id}}/{verb}" for verb in ("like", "save")),
        *("PUT /sections/{section_id}/subscription", "DELETE /sections/{section_id}/subscription"),
        *("GET /posts/{post_id}/reactions", "GET /comments/{comment_id}/reactions"),
        *("POST /posts/{post_id}/reactions", "POST /comments/{comment_id}/reactions"),
        "DELETE /posts/{post_id}/reactions/{emoji}",
        "DELETE /comments/{comment_id}/reactions/{emoji}",
        # A section is nobody's.
        *("GET /sections/{section_id}", "GET /sections/{section_id}/feed"),
        "POST /sections/{section_id}/read",
        # Whoever holds a signed address; the one that is tried here is not signed.
        "GET /media/{media_id}/file/{variant}",
    }
)


async def test_what_is_anothers_is_changed_by_nobody_else(
    longhouse: Longhouse, people: People, database_url: str
) -> None:
    """Carla may see Ben's post. What a route is not known to share is its owner's alone."""
    ben, carla = await people.member("ben"), await people.member("carla")
    places = await belongings(people, ben)
    before = await checksums(database_url)
    answers = {
        operation.row: (await ask(carla, operation, places))[0]
        for operation in that_name_something(longhouse)
        if operation.row not in SHARED
    }
    assert len(answers) > 10
    assert {row: status for row, status in answers.items() if status not in (403, 404)} == {}
    assert await checksums(database_url) == before


async def test_not_even_by_who_keeps_the_house(longhouse: Longhouse, people: People) -> None:
    """An admin takes down posts and comments; sessions, files and drafts are their owner's."""
    ben, ada = await people.member("ben"), await people.admin("ada")
    done: set[str] = set()
    for operation in that_name_something(longhouse):
        if operation.row not in SHARED:
            status, _ = await ask(ada, operation, await belongings(people, ben))
            if status not in (403, 404):
                done.add(operation.row)
    assert done == {
        *("DELETE /posts/{post_id}", "POST /posts/{post_id}/restore"),
        *("DELETE /comments/{comment_id}", "POST /comments/{comment_id}/restore"),
    }


async def test_its_owner_may(longhouse: Longhouse, people: People) -> None:
    """The same requests, so that it is not for their form that they were refused."""
    ben = await people.member("ben")
    refused: dict[str, int] = {}
    for operation in that_name_something(longhouse):
        if operation.row not in SHARED:
            status, _ = await ask(ben, operation, await belongings(people, ben))
            if status in (401, 403, 404):
                refused[operation.row] = status
    assert refused == {}


async def test_there_is_one_of_everything_that_can_be_named(
    longhouse: Longhouse, people: People
) -> None:
    """A new kind of id is tried as another's once `belongings` has one."""
    ben = await people.member("ben")
    places = await belongings(people, ben)
    named = {
        name
        for operation in that_name_something(longhouse)
        for _, name, _, _ in Formatter().parse(operation.path)
        if name
    }
    assert named <= {*places, "emoji", "variant"}
    assert {operation.row for operation in operations(longhouse)} >= SHARED
