"""Refusals of posts."""

from longhouse.kernel.errors import Conflict, Forbidden, InvalidFields, Wrong


class NothingSaid(InvalidFields):
    def __init__(self) -> None:
        super().__init__(
            {
                "content": Wrong(
                    "nothing_said", "Please write something, or add a link or a picture."
                )
            }
        )


class TooLong(InvalidFields):
    def __init__(self, most: int) -> None:
        super().__init__(
            {
                "content": Wrong(
                    "too_long", f"This should have at most {most:,} characters.", most=most
                )
            }
        )


class NoSuchSection(InvalidFields):
    def __init__(self) -> None:
        super().__init__({"section_id": Wrong("no_such_section", "There is no such section.")})


class NameTooLong(InvalidFields):
    """Or empty."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(
            {
                "name": Wrong(
                    "length", f"A name has {least} to {most} characters.", least=least, most=most
                )
            }
        )


class NameUnseen(InvalidFields):
    def __init__(self) -> None:
        super().__init__(
            {"name": Wrong("nothing_seen", "A name is made of characters that can be seen.")}
        )


class NameOfAnother(InvalidFields):
    def __init__(self) -> None:
        super().__init__(
            {"name": Wrong("name_of_another", "Another section is called so. Please choose again.")}
        )


class NotAnAddress(InvalidFields):
    def __init__(self, at: int) -> None:
        super().__init__(
            {f"links.{at}.url": Wrong("not_an_address", "A link begins with https:// or http://.")}
        )


class TooManyLinks(InvalidFields):
    def __init__(self, most: int) -> None:
        super().__init__(
            {"links": Wrong("too_many", f"There is room for {most} links.", most=most)}
        )


class TooManyMedia(InvalidFields):
    def __init__(self, most: int) -> None:
        super().__init__(
            {
                "media_ids": Wrong(
                    "too_many", f"There is room for {most} pictures, films and sounds.", most=most
                )
            }
        )


class NoSuchMedia(InvalidFields):
    def __init__(self) -> None:
        super().__init__(
            {
                "media_ids": Wrong(
                    "no_such_media", "One of these is not there, or is not yours to show."
                )
            }
        )


class IsDeleted(Conflict):
    code = "IS_DELETED"
    message = "This was deleted. Restore it first."


class RestoreTooLate(Conflict):
    code = "RESTORE_TOO_LATE"
    message = "This was deleted too long ago for you to restore it. An admin still can."


class AuthorIsGone(Conflict):
    code = "AUTHOR_IS_GONE"
    message = "Whoever wrote this is no longer here. Bring back their account first."


class DeletedByAnother(Forbidden):
    code = "DELETED_BY_ANOTHER"
    message = "Somebody who looks after this house deleted this. Please ask them."
