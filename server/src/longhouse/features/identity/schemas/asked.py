"""Bodies of requests."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from longhouse.features.identity.model import SignupMode
from longhouse.kernel.http import Body, Part


class Register(Body):
    username: str
    password: str
    email: str | None = None
    invite: str | None = None


class Login(Body):
    username: str
    password: str
    code: str | None = None


class Reauthenticate(Body):
    password: str
    code: str | None = None


class LinkToken(Body):
    token: str


class FirstAdmin(Body):
    token: str
    username: str
    password: str
    email: str | None = None


class ResetRequest(Body):
    username: str


class Reset(Body):
    token: str
    password: str


class Refresh(Body):
    refresh_token: str


class PasswordChange(Body):
    current_password: str
    new_password: str
    end_other_sessions: bool = True


class EmailChange(Body):
    current_password: str
    email: str | None


class EmailConfirmation(Body):
    token: str


class Code(Body):
    code: str


class MemberPatch(Body):
    is_admin: bool


class InviteWish(Body):
    max_uses: Annotated[int, Meta(ge=1, le=1000)]
    expires_in_days: Annotated[int, Meta(ge=1, le=365)]
    note: Annotated[str, Meta(max_length=200)] | None = None


class ConfigPatch(Part):
    site_name: str | UnsetType = UNSET
    site_description: str | UnsetType = UNSET
    signup_mode: SignupMode | UnsetType = UNSET
    link_metadata_enabled: bool | UnsetType = UNSET
