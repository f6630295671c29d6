"""What the house says when it refuses is known to the client, which says it in other languages."""

import json
from pathlib import Path

from longhouse.features import profiles

FILE = Path(__file__).parents[3] / "web/src/lib/features/profiles/refusals.json"


def test_every_sentence_that_the_client_knows_is_said_by_the_house() -> None:
    package = Path(str(profiles.__file__)).parent
    said = "\n".join(file.read_text("utf-8") for file in package.rglob("*.py"))
    sentences = json.loads(FILE.read_text("utf-8"))
    assert [sentence for sentence in sentences.values() if f'"{sentence}"' not in said] == []
