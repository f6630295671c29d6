"""German."""

from collections.abc import Mapping
from typing import Literal

from longhouse.features.notifications.model import Type
from longhouse.features.notifications.policy.texts.english import English
from longhouse.kernel.languages import plural


class German(English):
    sections: Mapping[str, str] = {
        "music": "Musik",
        "photo": "Fotos",
        "event": "Veranstaltungen",
        "recipe": "Rezepte",
        "book": "Bücher",
        "movie": "Filme",
        "general": "Allgemeines",
    }

    a_section = "einem Bereich"

    somebody = "Jemand"

    def two(self, one: str, other: str) -> str:
        return f"{one} und {other}"

    def and_others(self, names: str, others: int) -> str:
        return f"{names} und {plural(others, one='1 weitere Person', other=f'{others} weitere')}"

    def commented(self, who: str, people: int, count: int) -> str:
        has = plural(people, one="hat", other="haben")
        if count > 1:
            return f"{who} {has} {count} Kommentare in deinem Gespräch geschrieben"
        return f"{who} {has} in deinem Gespräch geantwortet"

    def mentioned(self, who: str, people: int) -> str:
        return f"{who} {plural(people, one='hat', other='haben')} dich erwähnt"

    def reacted(self, who: str, people: int, emojis: str, to: Literal["post", "comment"]) -> str:
        has = plural(people, one="hat", other="haben")
        what = "Beitrag" if to == "post" else "Kommentar"
        return f"{who} {has} mit {emojis} auf deinen {what} reagiert"

    def followed(self, who: str, people: int) -> str:
        return f"{who} {plural(people, one='folgt', other='folgen')} dir"

    def asked(self, who: str, people: int) -> str:
        return f"{who} {plural(people, one='möchte', other='möchten')} mit dir befreundet sein"

    def befriended(self, who: str, people: int) -> str:
        return f"{who} {plural(people, one='ist', other='sind')} jetzt mit dir befreundet"

    def new_posts(self, count: int, section: str) -> str:
        many = "Mehr als 99" if count > 99 else str(count)
        posts = plural(count, one="Ein neuer Beitrag", other=f"{many} neue Beiträge")
        return f"{posts} in {section}"

    test_title = "Es klappt"
    test_body = "So erreicht dich das Haus."

    def while_quiet(self, count: int) -> str:
        return (
            f"{plural(count, one='Eine Neuigkeit', other=f'{count} Neuigkeiten')} aus der Ruhezeit"
        )

    about: Mapping[Type, str] = {
        "new_post": "neue Beiträge",
        "new_comment": "Antworten",
        "mention": "Erwähnungen",
        "reaction": "Reaktionen",
        "follow": "neue Leute, die dir folgen",
        "friend_request": "Freundschaftsanfragen",
        "friend_accepted": "neue Freundschaften",
    }

    def hello(self, name: str) -> str:
        return f"Hallo {name},"

    def and_more(self, first: str, more: int) -> str:
        return f"{first} und {plural(more, one='eine weitere Neuigkeit', other=f'{more} weitere')}"

    def quoted(self, excerpt: str) -> str:
        return f"„{excerpt}“"

    def there_is_more(self, url: str) -> str:
        return f"Es gibt noch mehr:\n{url}"

    def no_more_mail(self, about: str, url: str) -> str:
        return f"Keine E-Mails mehr über {about}: {url}"

    def all_choices(self, url: str) -> str:
        return f"Alles, was du wählen kannst: {url}"
