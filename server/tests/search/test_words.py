"""Words as people type them find what people wrote."""

import pytest

from longhouse.app import Longhouse
from posts.steps import publish
from search.steps import found, indexed, marked, plain, search
from support.conversations import comment
from support.people import People, Person

TEXTS = (
    "Photography walks along the old harbour",
    "We went running in the rain",
    "The Café Zoë has the best crème brûlée",
    "Fresh bread every Friday",
    "Every Friday there is fresh milk and stale bread",
    "To be or not to be",
    "Die Bäckerei öffnet um sieben, Straße gesperrt",
    "東京タワーに行きました",
    "Привет, соседи: завтра субботник",
    "We won 🎉 at last",
    "snake_case and kebab-case, e-mail me: x@example.org, C++ too",
)


@pytest.fixture
async def ben(people: People, longhouse: Longhouse) -> Person:
    ben = await people.member("ben")
    for text in TEXTS:
        await publish(ben, text)
    await indexed(longhouse)
    return ben


async def test_words_find_texts_as_people_type_them(ben: Person) -> None:
    for q, begins in {
        "photogr": ["Photography"],
        "p": ["Photography"],
        "PHOTOGRAPHY walk": ["Photography"],
        "harbours walking": ["Photography"],
        "running": ["We went"],
        "run": ["We went"],
        "runs rain": ["We went"],
        "runni": ["We went"],
        "cafe": ["The Café"],
        "café ZOE": ["The Café"],
        "creme brulee": ["The Café"],
        "the best": ["The Café"],
        "the": ["The Café", "Every Friday there", "Photography", "We went"],
        "backerei": ["Die"],
        "strasse": ["Die"],
        "STRASSE öff": ["Die"],
        "東京": ["東京"],
        "タワー": ["東京"],
        "субботник": ["Привет"],
        "привет завт": ["Привет"],
        "🎉": ["We won"],
        "snake": ["snake"],
        "kebab-case": ["snake"],
        "example.org": ["snake"],
        "xyzzy": [],
        "photography milk": [],
    }.items():
        texts = await found(ben, q)
        assert len(texts) == len(begins), (q, texts)
        for begin in begins:
            assert any(text.startswith(begin) for text in texts), (q, texts)


async def test_a_phrase_is_found_word_for_word(ben: Person) -> None:
    assert await found(ben, '"fresh bread"') == ["Fresh bread every Friday"]
    assert len(await found(ben, "fresh bread")) == 2
    assert await found(ben, '"to be or not"') == ["To be or not to be"]
    assert await found(ben, '"not be to"') == []
    assert await found(ben, "“fresh bread”") == ["Fresh bread every Friday"]
    assert await found(ben, '"went runn') == []
    assert await found(ben, '"went running" rai') == ["We went running in the rain"]


async def test_a_word_behind_a_minus_is_in_nothing_that_is_found(ben: Person) -> None:
    assert await found(ben, "-milk bread") == ["Fresh bread every Friday"]
    assert await found(ben, "bread -breads") == []
    assert await found(ben, 'bread -"stale bread"') == ["Fresh bread every Friday"]
    assert await found(ben, "-bread") == []


@pytest.mark.parametrize(
    "q",
    ["...", '"', '""', "-", "- -- ---", "' OR 1=1 --", "!@#$%^&*()|<>:*", "\\", "%_", "§ §", "~"],
)
async def test_what_has_no_words_finds_nothing_and_breaks_nothing(ben: Person, q: str) -> None:
    assert await found(ben, q) == []


@pytest.mark.parametrize(
    "q",
    ["bread'); DROP TABLE search.document; --", "bread' & 'x", "bread <-> x"],
)
async def test_what_looks_like_a_query_is_only_words(ben: Person, q: str) -> None:
    assert await found(ben, q) == []
    assert len(await found(ben, "bread")) == 2


async def test_the_longest_queries_are_answered_and_longer_ones_refused(ben: Person) -> None:
    assert await found(ben, "bread " * 33) != []
    assert await found(ben, " ".join("abcdefghijklmnopqrstuvwxyz" * 3)) == []
    assert await found(ben, "x" * 200) == []
    for q in ("x" * 201, "", "   "):
        answer = await ben.client.get("search", params={"q": q})
        assert answer.status_code == 422
        assert set(answer.json()["details"]["fields"]) == {"q"}
    answer = await ben.get("/search")
    assert answer.status_code in (400, 422)


async def test_a_zero_character_is_no_part_of_a_word(ben: Person) -> None:
    answer = await ben.get("/search?q=bre%00ad")
    assert answer.status_code in (200, 400)


async def test_a_snippet_shows_thirty_words_around_what_was_found(
    people: People, longhouse: Longhouse
) -> None:
    carla = await people.member("carla")
    before, after = "one two three " * 30, "four five six " * 30
    post = await publish(carla, f"{before}\n\n**Photographs** & <b>photographing</b> {after}")
    await comment(carla, post, "photographs")
    await indexed(longhouse)
    results = await search(carla, "photographs thre", type="post")
    snippet = results[0]["data"]["snippet"]
    assert {"Photographs", "photographing", "three"} <= set(marked(snippet))
    assert len(plain(snippet).split()) <= 34
    assert plain(snippet).startswith("…")
    assert plain(snippet).endswith("…")
    assert "\n" not in plain(snippet)
    [other] = await search(carla, "photographs", type="comment")
    assert other["data"]["snippet"] == [{"text": "photographs", "match": True}]
    assert other["data"]["post"]["id"] == post["id"]
    assert other["data"]["post"]["author"]["username"] == "carla"
