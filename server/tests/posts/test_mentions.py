"""Mentions and tags: what is read as one, and who may be mentioned."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longhouse.features.posts.policy import texts
from posts.steps import publish
from support.people import People, Person

SHOWN = Path(__file__).parents[3] / "web/src/lib/features/posts/text/shown.json"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ben", ["ben"]),
        ("Hi @Ben, and @carla_x!", ["ben", "carla_x"]),
        ("(@ben) „@carla“ *@dora*", ["ben", "carla", "dora"]),
        ("@ben @BEN @ben", ["ben"]),
        ("Thanks @ben. @carla: yes", ["ben", "carla"]),
        ("ben@example.org and ben.b@example.org", []),
        ("@ben@example.social", []),
        ("https://example.org/@ben www.example.org/@ben", []),
        ("`@ben` and ``a ` @ben`` but @carla", ["carla"]),
        ("```\n@ben\n```\n@carla", ["carla"]),
        ("~~~\n@ben\n```\n@ben\n~~~\n@carla", ["carla"]),
        ("```\n@ben to the end", []),
        ("a lone ` before @ben", ["ben"]),
        ("@be @" + "x" * 33, []),
        ("@@ben /@ben", []),
    ],
)
def test_names_are_read_where_a_person_would_read_them(text: str, names: list[str]) -> None:
    assert texts.mentioned_names(text) == names


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Jazz and #jazz", ["jazz"]),
        ("#Grüße aus #東京 #late_night", ["grüsse", "東京", "late_night"]),
        ("#1 and #2024 but #2024films", ["2024films"]),
        ("https://example.org/#part &#39; a#b ##c", []),
        ("`#code` (#word)", ["word"]),
    ],
)
def test_tags_are_read_where_a_person_would_read_them(text: str, tags: list[str]) -> None:
    assert texts.tags(text) == tags


@pytest.mark.parametrize("example", json.loads(SHOWN.read_text()), ids=lambda one: one["text"])
def test_whoever_is_shown_as_mentioned_is(example: dict[str, Any]) -> None:
    assert texts.mentioned_names(example["text"]) == example["mentions"]
    assert texts.tags(example["text"]) == example["tags"]


@given(st.text(alphabet="`~@#*_[]()>\\ben \n./:", max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    for name in texts.mentioned_names(text):
        assert f"@{name}" in text.lower()
    assert all(tag for tag in texts.tags(text))


@pytest.mark.parametrize(
    "piece",
    [
        *("`", "``` ", "@", "@a", "#", "#a", "~~~\n", "http://", "` `` ", "> ", "> a\n", "\\"),
        *("*", "**a ", "*a", "_a_", "*a **b __c ~~d _e ", "[a](http://", "http://a)", "http://a.,"),
    ],
)
def test_reading_takes_time_in_proportion(piece: str) -> None:
    text = (piece * 50_000)[:50_000]
    began = time.thread_time()
    texts.mentioned_names(text)
    texts.tags(text)
    assert time.thread_time() - began < 0.5


def test_an_excerpt_holds_the_mention() -> None:
    text = "word " * 100 + "hello @Ben how\nare you " + "word " * 100
    piece = texts.excerpt(text, "ben")
    assert "hello @Ben how are you" in piece
    assert len(piece) <= 142


async def mentioned(author: Person, content: str, visibility: str = "public") -> list[str]:
    made = await publish(author, content, visibility=visibility)
    return [one["username"] for one in made["mentions"]]


async def test_those_are_mentioned_who_are_here_and_may_see_it(people: People) -> None:
    ada = await people.admin()
    ben, carla, dora, emil = [
        await people.member(name) for name in ("ben", "carla", "dora", "emil")
    ]
    everyone = "@ben @carla @dora @emil @nobody"
    await ada.delete(f"/admin/users/{emil.id}")
    assert await mentioned(ben, everyone) == ["carla", "dora"]
    await carla.post(f"/users/{ben.id}/block")
    assert await mentioned(ben, everyone) == ["dora"]
    assert await mentioned(ben, everyone, visibility="followers") == []
    await dora.post(f"/users/{ben.id}/follow")
    assert await mentioned(ben, everyone, visibility="followers") == ["dora"]


async def test_whom_a_reader_may_not_see_is_not_among_the_mentioned(people: People) -> None:
    ben, carla, dora = [await people.member(name) for name in ("ben", "carla", "dora")]
    made = await publish(ben, "@carla @dora")
    await carla.post(f"/users/{dora.id}/block")
    read = (await dora.get(f"/posts/{made['id']}")).json()["post"]
    assert [one["username"] for one in read["mentions"]] == ["dora"]
