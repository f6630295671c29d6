"""What people in the demonstration took back, what an admin took down, and what was shared."""

from typing import NamedTuple

from longhouse.demo.said import SectionType


class Gone(NamedTuple):
    """A post that was published and deleted."""

    who: str
    section: SectionType
    days_ago: float
    text: str
    by: str
    after_hours: float


class GoneAnswer(NamedTuple):
    """A comment under one of the latest posts of a section, deleted again."""

    who: str
    section: SectionType
    text: str
    by: str
    answered_by: str | None = None
    """Who answered before it was deleted, so that a husk is left."""
    answer: str = ""


class Passed(NamedTuple):
    """A share of one of the latest posts of a section."""

    who: str
    section: SectionType
    words: str | None


GONE = (
    Gone("tomasz", "recipe", 12.3, "Selling my second oven. Cash, no questions, no refunds. Call "
         "555-0134 after six.", "ingrid", 2),
    Gone("bram", "general", 9.1, "Whoever moved the green chairs is a coward and I know who it "
         "was.", "bram", 0.5),
    Gone("kofi", "music", 6.6, "Wrong link, sorry.", "kofi", 0.1),
    Gone("femi", "event", 3.8, "Half marathon TONIGHT, no it is not, it is in May.", "femi", 1),
    Gone("oskar", "movie", 2.2, "The ending: she never left the island, and the lighthouse keeper "
         "is her brother.", "amara", 0.7),
)  # fmt: skip

GONE_ANSWERS = (
    GoneAnswer("bram", "event", "You have never once been on time in your life.", "ingrid",
               "dara", "That is true, but it was not kind."),
    GoneAnswer("henrik", "photo", "Is this the door of number nine? They are away until Sunday.",
               "amara"),
    GoneAnswer("rosa", "book", "Never mind, I found my glasses.", "rosa"),
    GoneAnswer("nadia", "music", "I take it back.", "nadia", "kofi", "Too late, I saved it."),
)  # fmt: skip

PASSED = (
    Passed("amara", "music", "For everyone who says that Tuesdays are too far away."),
    Passed("greta", "recipe", "This is the soup. This is why I came."),
    Passed("esi", "photo", None),
    Passed("pavel", "event", "I will bring the long ladder."),
    Passed("linnea", "music", "The second half, at seven in the morning, with birds."),
)
