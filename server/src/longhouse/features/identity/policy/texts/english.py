"""English."""

from longhouse.kernel.languages import plural


class English:
    account: str = "Your account"
    welcome: str = "Welcome"
    new_password: str = "A new password"  # noqa: S105 -- a subject, not a secret
    your_address: str = "Is this your address?"
    not_you: str = (
        "If this was not you, change your password and end the other sessions under "
        "Settings, Security, and tell an admin of the house."
    )

    def subject(self, about: str, house: str) -> str:
        return f"{about} · {house}"

    def hello(self, name: str) -> str:
        return f"Hello {name},"

    # Links

    def approved(self, url: str) -> str:
        return f"Your account was approved. You can sign in now:\n{url}"

    def reset(self, url: str, minutes: int) -> str:
        good = plural(minutes, one="a minute", other=f"{minutes} minutes")
        return (
            f"Someone, we hope you, asked for a new password. This link sets one. It is good for "
            f"{good} and works once:\n{url}\n\n"
            "If you did not ask for it, there is nothing to do."
        )

    def confirm_email(self, url: str, hours: int) -> str:
        good = plural(hours, one="an hour", other=f"{hours} hours")
        return (
            f"This link says that this address is yours. It is good for {good} and works once:\n"
            f"{url}\n\n"
            "If you do not know this account, there is nothing to do."
        )

    # What guards the account has changed

    password_changed: str = "Your password was changed."  # noqa: S105 -- a sentence, not a secret
    password_reset: str = "Your password was set anew by a link."  # noqa: S105 -- a sentence
    email_removed: str = "The e-mail address of your account was removed."
    second_factor_on: str = "The second factor was switched on."
    second_factor_off: str = "The second factor was switched off."
    recovery_codes_made: str = "New recovery codes were made; the old ones are void."

    def email_asked_for(self, masked: str) -> str:
        return (
            f"The e-mail address of your account is to become {masked}. This one stays until the "
            "new one is confirmed."
        )

    def email_changed(self, masked: str) -> str:
        return f"The e-mail address of your account was changed to {masked}."

    def recovery_code_used(self, left: int) -> str:
        rest = plural(left, one="One is left.", other=f"{left} are left.")
        return f"A recovery code was used to sign in. {rest}"
