"""What somebody who has just arrived is asked for first."""

from longhouse.features.profiles.model import Onboarding, Profile

_ASKED = ("display_name", "avatar", "interests")


def onboarding_of(profile: Profile) -> Onboarding:
    """Done once everything is there, or once the member has said that it is enough."""
    said = {
        "display_name": profile.display_name is not None,
        "avatar": profile.avatar_id is not None,
        "interests": bool(profile.interests),
    }
    missing = [field for field in _ASKED if not said[field]]
    progress = round(1 - len(missing) / len(_ASKED), 2)
    return Onboarding(
        done=profile.onboarded_at is not None or not missing, progress=progress, missing=missing
    )
