"""The shapes that all routes share."""

import msgspec


class Body(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Base of every request body: a field that nobody declared is refused, not ignored."""


class Part(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Base of a PATCH body: its fields default to `msgspec.UNSET`, which means untouched."""

    def given(self) -> dict[str, object]:
        """The fields that were sent, by name."""
        fields = msgspec.structs.asdict(self)
        return {name: value for name, value in fields.items() if value is not msgspec.UNSET}


class Empty(msgspec.Struct):
    """`{}`: done, and there is nothing to add."""


class ErrorBody(msgspec.Struct, omit_defaults=True):
    """What every refusal looks like."""

    error: str
    code: str
    request_id: str
    details: dict[str, object] | None = None
