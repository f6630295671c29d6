"""Settings: name, default, meaning and bounds of each in one declaration.

A group of settings is a frozen struct. Its field `session_days` with the prefix `IDENTITY` is set
by `LONGHOUSE_IDENTITY_SESSION_DAYS`, by `identity_session_days` in `longhouse.toml` in the data
folder, or on the command line where there is a flag. The nearest to the command line wins. An
unknown or malformed name stops the start with a sentence that says which.
"""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, TypeVar, cast, get_args, get_origin, get_type_hints

import msgspec

ENVIRONMENT_PREFIX = "LONGHOUSE_"
FILE_NAME = "longhouse.toml"

S = TypeVar("S", bound="Settings")


class ConfigError(Exception):
    """The configuration cannot be used; the message names the setting and says what to do."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every group of settings."""

    prefix: ClassVar[str] = ""


def setting(meaning: str, *, secret: bool = False, **bounds: Any) -> msgspec.Meta:
    """The second half of a setting's declaration: what it means and what it may be."""
    return msgspec.Meta(description=meaning, extra={"secret": secret}, **bounds)


class Origin(msgspec.Struct, frozen=True):
    """One setting as `longhouse config` shows it."""

    variable: str
    meaning: str
    default: str
    value: str
    source: str


class _Declared(msgspec.Struct, frozen=True):
    group: type[Settings]
    field: str
    key: str
    type: Any
    meaning: str
    secret: bool
    default: object

    @property
    def variable(self) -> str:
        return ENVIRONMENT_PREFIX + self.key.upper()


class Config:
    """The settings of one process, read once at its start."""

    def __init__(
        self, groups: Mapping[type[Settings], Settings], origins: Sequence[Origin]
    ) -> None:
        self._groups = groups
        self.origins = origins

    @property
    def secrets(self) -> list[str]:
        """The values of all secret settings, so that they can be kept out of the logs."""
        return [
            value
            for group, settings in self._groups.items()
            for entry in _declared(group)
            if entry.secret and isinstance(value := getattr(settings, entry.field), str)
        ]

    def get(self, group: type[S]) -> S:
        return cast("S", self._groups[group])


def load(
    groups: Sequence[type[Settings]],
    *,
    environment: Mapping[str, str],
    file: Path | None = None,
    flags: Mapping[str, str] | None = None,
) -> Config:
    """Read every group. `flags` are keyed like the file: `port`, `identity_session_days`."""
    declared = {entry.key: entry for group in groups for entry in _declared(group)}
    layers: list[tuple[str, dict[str, object]]] = [
        ("flag", dict(flags or {})),
        ("environment", _from_environment(environment, declared)),
        (FILE_NAME, _from_file(file, declared)),
    ]
    values: dict[type[Settings], dict[str, object]] = {group: {} for group in groups}
    origins: list[Origin] = []
    for entry in declared.values():
        source, raw = next(
            ((name, layer[entry.key]) for name, layer in layers if entry.key in layer),
            ("default", None),
        )
        if source == "default":
            value = entry.default
        else:
            value = _convert(entry, raw, source)
            values[entry.group][entry.field] = value
        origins.append(
            Origin(
                variable=entry.variable,
                meaning=entry.meaning,
                default=_shown(entry.default, secret=False),
                value=_shown(value, secret=entry.secret),
                source=source,
            )
        )
    return Config({group: group(**values[group]) for group in groups}, origins)


@cache
def _declared(group: type[Settings]) -> Sequence[_Declared]:
    hints = get_type_hints(group, include_extras=True)
    entries: list[_Declared] = []
    for field in msgspec.structs.fields(group):
        hint = hints[field.name]
        metas = [m for m in get_args(hint)[1:] if isinstance(m, msgspec.Meta)]
        if get_origin(hint) is not Annotated or not metas or metas[0].description is None:
            raise TypeError(f"{group.__name__}.{field.name} does not say what it means")
        if field.required:
            raise TypeError(f"{group.__name__}.{field.name} has no default")
        default = (
            field.default_factory()
            if field.default is msgspec.NODEFAULT
            else cast("object", field.default)
        )
        key = f"{group.prefix}_{field.name}".strip("_").lower()
        entries.append(
            _Declared(
                group=group,
                field=field.name,
                key=key,
                type=_given(hint, metas[0]),
                meaning=metas[0].description,
                secret=bool((metas[0].extra or {}).get("secret")),
                default=default,
            )
        )
    return entries


def _given(hint: Any, meta: msgspec.Meta) -> Any:
    """What can be given for a setting that need not be: the bounds hold for that alone."""
    kind = get_args(hint)[0]
    kinds = [one for one in get_args(kind) if one is not NoneType]
    return Annotated[kinds[0], meta] if isinstance(kind, UnionType) and len(kinds) == 1 else hint


def _from_environment(
    environment: Mapping[str, str], declared: Mapping[str, _Declared]
) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in environment.items():
        if not name.startswith(ENVIRONMENT_PREFIX):
            continue
        key = name.removeprefix(ENVIRONMENT_PREFIX).lower()
        if key not in declared or name != declared[key].variable:
            raise ConfigError(_unknown(name, [entry.variable for entry in declared.values()]))
        found[key] = value
    return found


def _from_file(file: Path | None, declared: Mapping[str, _Declared]) -> dict[str, object]:
    if file is None or not file.is_file():
        return {}
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} is not valid TOML: {error}.") from None
    for key in content:
        if key not in declared:
            raise ConfigError(f"In {file}: {_unknown(key, list(declared))}")
    return content


def _unknown(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.85)
    hint = f" Did you mean {near[0]}?" if near else " `longhouse config` lists every setting."
    return f"There is no setting {name}.{hint}"


def _convert(entry: _Declared, raw: object, source: str) -> object:
    try:
        return msgspec.convert(raw, entry.type, strict=False, dec_hook=_decode)
    except msgspec.ValidationError as error:
        shown = "its value" if entry.secret else repr(raw)
        reason = str(error).rstrip(".")
        name = entry.key if source == FILE_NAME else entry.variable
        raise ConfigError(
            f"{name} cannot be {shown}: {reason}. It means: {entry.meaning}"
        ) from None


def _decode(kind: type[Any], value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(f"A setting cannot be a {kind}")


def _shown(value: object, *, secret: bool) -> str:
    if value is None or value == "":
        return "not set"
    if secret:
        return "********"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ",".join(str(item) for item in cast("tuple[object, ...]", value))
    return str(value)
