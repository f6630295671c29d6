"""German."""

from longhouse.features.identity.policy.texts.english import English
from longhouse.kernel.languages import plural


class German(English):
    account = "Dein Konto"
    welcome = "Willkommen"
    new_password = "Ein neues Passwort"  # noqa: S105 -- a subject, not a secret
    your_address = "Ist das deine Adresse?"
    not_you = (
        "Wenn du das nicht warst, ändere dein Passwort, beende die anderen Sitzungen unter "
        "Einstellungen, Sicherheit, und sag es einem Admin des Hauses."
    )

    def subject(self, about: str, house: str) -> str:
        return f"{about} · {house}"

    def hello(self, name: str) -> str:
        return f"Hallo {name},"

    def approved(self, url: str) -> str:
        return f"Dein Konto ist freigegeben. Du kannst dich jetzt anmelden:\n{url}"

    def reset(self, url: str, minutes: int) -> str:
        good = plural(minutes, one="eine Minute", other=f"{minutes} Minuten")
        return (
            f"Jemand, hoffentlich du, möchte ein neues Passwort. Mit diesem Link setzt du es. Er "
            f"gilt {good} und nur einmal:\n{url}\n\n"
            "Wenn du nicht darum gebeten hast, ist nichts zu tun."
        )

    def confirm_email(self, url: str, hours: int) -> str:
        good = plural(hours, one="eine Stunde", other=f"{hours} Stunden")
        return (
            f"Mit diesem Link sagst du, dass diese Adresse deine ist. Er gilt {good} und nur "
            f"einmal:\n{url}\n\n"
            "Wenn du dieses Konto nicht kennst, ist nichts zu tun."
        )

    password_changed = "Dein Passwort wurde geändert."  # noqa: S105 -- a sentence, not a secret
    password_reset = "Dein Passwort wurde mit einem Link neu gesetzt."  # noqa: S105 -- a sentence
    email_removed = "Die E-Mail-Adresse deines Kontos wurde entfernt."
    second_factor_on = "Der zweite Schritt beim Anmelden wurde eingeschaltet."
    second_factor_off = "Der zweite Schritt beim Anmelden wurde ausgeschaltet."
    recovery_codes_made = (
        "Neue Wiederherstellungscodes wurden gemacht; die alten gelten nicht mehr."
    )

    def email_asked_for(self, masked: str) -> str:
        return (
            f"Die E-Mail-Adresse deines Kontos soll {masked} werden. Diese hier bleibt, bis die "
            "neue bestätigt ist."
        )

    def email_changed(self, masked: str) -> str:
        return f"Die E-Mail-Adresse deines Kontos wurde auf {masked} geändert."

    def recovery_code_used(self, left: int) -> str:
        rest = plural(left, one="Einer ist übrig.", other=f"{left} sind übrig.")
        return f"Zum Anmelden wurde ein Wiederherstellungscode benutzt. {rest}"
