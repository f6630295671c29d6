"""What is offered for choosing has a name in every language of the client.

The client keeps the terms by their ids; after a change that is meant, `pytest
tests/profiles/test_offered_terms.py --update-cases` writes its file, and its own test then says
which of them want a translation.
"""

import json
from pathlib import Path

import pytest

from longhouse.features.profiles.policy import german
from longhouse.features.profiles.policy.options import GENDERS, PRONOUNS
from longhouse.features.profiles.policy.taxonomy import CATEGORIES

TERMS = Path(__file__).parents[3] / "web/src/lib/features/terms"
FILE = TERMS / "offered.json"
GERMAN = TERMS / "interests.de.json"


def test_the_client_knows_every_term_that_is_offered(request: pytest.FixtureRequest) -> None:
    offered = {
        "interests": {id_: label for id_, (label, _) in CATEGORIES.items()},
        "categories": {category: category for _, category in CATEGORIES.values()},
        "genders": {gender: gender for gender in GENDERS},
        "pronouns": {pronouns: pronouns for pronouns in PRONOUNS},
    }
    if request.config.getoption("--update-cases"):
        FILE.write_text(json.dumps(offered, indent="\t", ensure_ascii=False) + "\n", "utf-8")
    assert json.loads(FILE.read_text("utf-8")) == offered


def test_every_interest_has_a_german_name_and_the_client_shows_it(
    request: pytest.FixtureRequest,
) -> None:
    assert list(german.INTERESTS) == list(CATEGORIES)
    if request.config.getoption("--update-cases"):
        written = json.dumps(german.INTERESTS, indent="\t", ensure_ascii=False)
        GERMAN.write_text(written + "\n", "utf-8")
    assert json.loads(GERMAN.read_text("utf-8")) == german.INTERESTS
