"""Refusals of identity, one class per cause."""

from longhouse.kernel.errors import (
    Conflict,
    Forbidden,
    InvalidFields,
    NotFound,
    Unauthorized,
    Wrong,
)


class InvalidWish(InvalidFields):
    """One field that cannot be taken, so that several can be told together."""

    def __init__(self, field: str, wrong: Wrong) -> None:
        super().__init__({field: wrong})


class InvalidUsername(InvalidWish):
    def __init__(self, wrong: Wrong) -> None:
        super().__init__("username", wrong)


class InvalidEmail(InvalidWish):
    def __init__(self) -> None:
        super().__init__(
            "email", Wrong("not_an_email", "This does not look like an e-mail address.")
        )


class InvalidPassword(InvalidWish):
    """`field` is where the password stood: sign-up says `password`, a change `new_password`."""

    def __init__(self, wrong: Wrong, field: str = "password") -> None:
        self.wrong = wrong
        super().__init__(field, wrong)


class InvalidCode(InvalidWish):
    def __init__(self) -> None:
        super().__init__(
            "code",
            Wrong("wrong_code", "This code is wrong or was already used. Please try the next."),
        )


class UsernameTaken(Conflict):
    reason = "username_taken"

    def __init__(self) -> None:
        super().__init__(
            "This name, or one that looks like it, is taken. Please choose another.",
            details={"field": "username"},
        )


class EmailTaken(Conflict):
    reason = "email_taken"

    def __init__(self) -> None:
        super().__init__(
            "This e-mail address already belongs to an account.", details={"field": "email"}
        )


class NothingToConfirm(Conflict):
    code = "NOTHING_TO_CONFIRM"
    message = "There is no address of yours that waits to be confirmed."


class NothingToGiveUp(Conflict):
    code = "NOTHING_TO_GIVE_UP"
    message = "No other address of yours waits to be confirmed."


class InviteRequired(Forbidden):
    code = "INVITE_REQUIRED"
    message = "This house is by invitation. Please ask a member of it for an invite."


class InviteInvalid(Forbidden):
    code = "INVITE_INVALID"
    message = "This invite is used up, expired or not known. Please ask for a new one."


class InvalidCredentials(Unauthorized):
    code = "INVALID_CREDENTIALS"
    message = "The name or the password is not right."


class SecondFactorRequired(Unauthorized):
    code = "SECOND_FACTOR_REQUIRED"
    message = "Please also give the code of your authenticator, or a recovery code."


class SecondFactorInvalid(Unauthorized):
    code = "SECOND_FACTOR_INVALID"
    message = "This code is wrong or was already used. Please try the next one."


class AccountPending(Forbidden):
    code = "ACCOUNT_PENDING"
    message = "Your account waits for an admin to approve it."


class TokenInvalid(Unauthorized):
    code = "TOKEN_INVALID"
    message = "This token is not known or has expired. Please sign in again."


class TokenReused(Unauthorized):
    code = "TOKEN_REUSED"
    message = "This token was used before, so the sign-in was ended. Please sign in again."


class LinkInvalid(NotFound):
    reason = "link_spent"
    message = "This link was used, has expired or was replaced. Please ask for a new one."


class LastAdmin(Conflict):
    code = "LAST_ADMIN"
    message = "This is the last admin of the house. Make someone else an admin first."


class SecondFactorEnabled(Conflict):
    code = "SECOND_FACTOR_ENABLED"
    message = "The second factor is already on. Switch it off before setting it up anew."


class SecondFactorNotEnabled(Conflict):
    code = "SECOND_FACTOR_NOT_ENABLED"
    message = "The second factor is not on."
