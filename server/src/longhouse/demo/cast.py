"""Who lives in the demonstration."""

from typing import NamedTuple


class Role(NamedTuple):
    username: str
    display_name: str
    bio: str
    joined_days_ago: int
    is_admin: bool = False


class Knocking(NamedTuple):
    """Somebody who has registered and waits to be let in."""

    username: str
    email: str | None
    hours_ago: int


CAST = (
    Role(
        "ingrid", "Ingrid Solheim", "Keeps the keys, the calendar and the good coffee.", 412, True
    ),
    Role("tomasz", "Tomasz Wierzba", "Builds bicycles, breaks bread. Ask me about sourdough.", 405),
    Role(
        "amara", "Amara Okafor", "Choir on Tuesdays. Film on Fridays. Sleep on neither.", 398, True
    ),
    Role("jonas_b", "Jonas Bergqvist", "Maps, long walks, longer playlists.", 391),
    Role(
        "leila",
        "Leila Haddad",
        "Cooking my grandmother's book from the first page to the last.",
        377,
    ),
    Role("petra", "Petra Novotná", "Photographs doors. Has opinions about doors.", 360),
    Role("kofi", "Kofi Mensah", "Vinyl, valves and a soldering iron.", 344),
    Role("mirela", "Mirela Ionescu", "Reads on trams. Misses her stop.", 331),
    Role("sven-ole", "Sven-Ole Hartmann", "Allotment 14, the one with the crooked plum tree.", 322),
    Role("yuki", "Yuki Tanabe", "Tea first. Then everything else, slowly.", 301),
    Role("dara", "Dara Byrne", "Puts on concerts in places that were not meant for them.", 288),
    Role("rosa", "Rosa Valverde", "Teaches chemistry; bakes as if it were the same thing.", 270),
    Role("henrik", "Henrik Lund", "Retired ferry captain. Knows a shortcut.", 255),
    Role("nadia", "Nadia Karimi", "Poems, mostly at night.", 240),
    Role("bram", "Bram de Wit", "Board games, and the rules nobody reads.", 219),
    Role(
        "esi", "Esi Addo", "Nurse on nights. If I answer at four in the morning, that is why.", 203
    ),
    Role("matteo", "Matteo Ricci", "Fixes accordions. Yes, there is a waiting list.", 188),
    Role("linnea", "Linnea Åkesson", "Birds of the harbour, counted every Sunday.", 171),
    Role("pavel", "Pavel Dvořák", "Runs the repair café. Bring your toaster.", 154),
    Role("zahra", "Zahra Rahimi", "Learning to sail. Currently learning to swim.", 130),
    Role("oskar", "Oskar Lindqvist", "Documentaries, and people who finish their stories.", 102),
    Role("chiara", "Chiara Bianchi", "Paints signs. Yours could be better.", 77),
    Role("femi", "Femi Adeyemi", "Half marathon in May, whole cake in June.", 41),
    Role("greta", "Greta Vogel", "New here. Came for the soup recipe.", 9),
)

AT_THE_DOOR = (
    Knocking("willem", "willem@example.org", 52),
    Knocking("sofia_m", None, 19),
    Knocking("old_pete", "pete@example.net", 3),
)
