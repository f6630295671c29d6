"""What the keeper of a house may set about signing up and signing in."""

from typing import Annotated, ClassVar, Literal

from longhouse.kernel.config import Settings, setting


class IdentitySettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "IDENTITY"

    site_name: Annotated[
        str, setting("Name of the house until an admin changes it.", min_length=1, max_length=60)
    ] = "Longhouse"
    signup_mode: Annotated[
        Literal["approval", "invite", "open"],
        setting("Who may join until an admin changes it: approval, invite or open."),
    ] = "approval"
    session_days: Annotated[
        int, setting("Days after which a sign-in ends, however much it is used.", ge=1, le=365)
    ] = 30
    idle_days: Annotated[
        int, setting("Days without use after which a sign-in ends.", ge=1, le=365)
    ] = 14
    bcrypt_cost: Annotated[
        int, setting("Cost of a password hash; each step doubles its time.", ge=10, le=16)
    ] = 12
    hashing_threads: Annotated[
        int, setting("Passwords that are hashed at the same time.", ge=1, le=64)
    ] = 2
    hashing_queue: Annotated[
        int, setting("Passwords that may wait to be hashed before callers are put off.", ge=1)
    ] = 64
    sign_ins_a_minute: Annotated[
        int, setting("Sign-ins tried a minute for each address, name and known device.", ge=1)
    ] = 10
    sign_ups_an_hour: Annotated[
        int, setting("Registrations tried an hour from each address.", ge=1)
    ] = 60
    reset_requests_an_hour: Annotated[
        int, setting("Password resets mailed an hour for each name.", ge=1)
    ] = 3
    access_minutes: Annotated[
        int, setting("Minutes for which a bearer token is good.", ge=1, le=60)
    ] = 15
    reset_minutes: Annotated[
        int, setting("Minutes for which a mailed reset link is good.", ge=5, le=1440)
    ] = 60
    admin_reset_hours: Annotated[
        int, setting("Hours for which a reset link made by an admin is good.", ge=1, le=168)
    ] = 24
    first_admin_hours: Annotated[
        int, setting("Hours for which the link for the first admin is good.", ge=1, le=168)
    ] = 24
    email_hours: Annotated[
        int, setting("Hours for which a link that confirms an address is good.", ge=1, le=168)
    ] = 48
    email_links_an_hour: Annotated[
        int, setting("Such links mailed an hour for each member and each address.", ge=1)
    ] = 5
    restore_days: Annotated[
        int, setting("Days in which a deleted account can be restored.", ge=1, le=365)
    ] = 30
