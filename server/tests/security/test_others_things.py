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
        *(f"GET /users/{{reference}}/{page}" for page in ("friends", "mutual-friends", "shares")),
        *("POST /users/{reference}/friend-request", "DELETE /friends/{reference}"),
        *(
            "GET /posts/{post_id}/shares",
            "GET /posts/{post_id}",
            "GET /posts/{post_id}/comments",
            "POST /posts/{post_id}/share",
        ),
        *(f"POST /posts/{{post_id}}/{verb}" for verb in ("like", "save")),
        *(f"DELETE /posts/{{post_id}}/{verb}" for verb in ("like", "save")),
        *("PUT /sections/{section_id}/subscription", "DELETE /sections/{section_id}/subscription"),
        *("GET /posts/{post_id}/reactions", "GET /comments/{comment_id}/reactions"),
        *("POST /posts/{post_id}/reactions", "POST /comments/{comment_id}/reactions"),
        "DELETE /posts/{post_id}/reactions/{emoji}",
        "DELETE /comments/{comment_id}/reactions/{emoji}",
        # What somebody shows of themselves is asked for by anybody, and answered by its levels.
        *(f"GET /users/{{reference}}/{of}" for of in ("activity", "showcase")),
        # A collection of one's own; its name is the same for everybody.
        "PUT /users/me/showcase/{collection}",
        "GET /users/me/showcase/{collection}/candidates",
        # A section is nobody's.
        *("GET /sections/{section_id}", "GET /sections/{section_id}/feed"),
        "POST /sections/{section_id}/read",
        *(f"{method} /sections/{{section_id}}/subscription" for method in ("PUT", "DELETE")),
        # A canvas is walked on by everybody, and whom one is shown is one's own choice.
        *("GET /canvases/{canvas_id}", "DELETE /users/me/recommendations/{reference}"),
        # Whoever holds a signed address; the one that is tried here is not signed.
        "GET /media/{media_id}/file/{variant}",
    }
)

# A wish for friendship is taken back by whose it is, and answered by whom it is for.
ANSWERED = frozenset({"POST /friend-requests/{request_id}/respond"})


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
    """An admin takes down posts, comments and canvases; sessions, files and drafts are their owner's."""
    ada = await people.admin("ada")
    done: set[str] = set()
    for number, operation in enumerate(that_name_something(longhouse)):
        if operation.row not in SHARED:
            ben = await people.member(f"ben-{number}")
            status, _ = await ask(
                ada, operation, await belongings(people, ben, path=operation.path)
            )
            if status not in (403, 404):
                done.add(operation.row)
    assert done == {
        *("DELETE /posts/{post_id}", "POST /posts/{post_id}/restore"),
        *("DELETE /comments/{comment_id}", "POST /comments/{comment_id}/restore"),
        "DELETE /canvases/{canvas_id}",
    }


async def test_its_owner_may(longhouse: Longhouse, people: People) -> None:
    """The same requests, so that it is not for their form that they were refused."""
    refused: dict[str, int] = {}
    for number, operation in enumerate(that_name_something(longhouse)):
        if operation.row not in SHARED | ANSWERED:
            ben = await people.member(f"ben-{number}")
            status, _ = await ask(
                ben, operation, await belongings(people, ben, path=operation.path)
            )
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
