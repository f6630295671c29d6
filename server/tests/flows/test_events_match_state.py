"""What is told of an event is what is read after it.

Each case is kept as a file beside the code of the web client that takes the event, which replays
it: the old state and the event have to give the state that is read anew. After a change that is
meant, `pytest tests/flows/test_events_match_state.py --update-cases` writes the files.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.event_cases import CASES
from flows.event_stage import Case, Seen, Stage
from longhouse.app import Longhouse
from support.clocks import FakeClock
from support.people import People

FEATURES = Path(__file__).parents[3] / "web" / "src" / "lib" / "features"
# Features that the cases above speak of; the others hold their events by tests of their own.
COVERED = frozenset({"identity", "profiles", "graph", "notifications", "moderation"})


def users(read: Seen, status: str) -> list[Seen]:
    return read[f"/admin/users?status={status}&limit=100"]["users"]


def everybody(read: Seen) -> list[Seen]:
    return [user for status in ("pending", "active", "deleted") for user in users(read, status)]


def without_current(session: Seen) -> Seen:
    """Which session is one's own depends on who asks."""
    return {name: value for name, value in session.items() if name != "current"}


def sessions(read: Seen) -> list[Seen]:
    return [without_current(session) for session in read["/auth/sessions"]["sessions"]]


def content(read: Seen) -> list[tuple[str, str]]:
    """What of the list is deleted, by kind and id."""
    shown = read["/admin/content?limit=100"]["content"]
    return [(one["type"], one[one["type"]]["id"]) for one in shown]


def carla(read: Seen) -> Seen:
    return read["/users/@carla"]


def requests(read: Seen) -> list[Seen]:
    both = [read[f"/friend-requests?direction={which}"] for which in ("incoming", "outgoing")]
    return [request for page in both for request in page["friend_requests"]]


def friends(read: Seen) -> list[str]:
    return [friend["id"] for friend in read["/users/me/friends"]["users"]]


def incoming_count(read: Seen) -> int:
    return read["/friend-requests?direction=incoming"]["meta"]["incoming_count"]


# How the data of each kind of frame is found again in what is read afterwards.
FOUND: dict[str, Callable[[Any, Seen], bool]] = {
    "member_registered": lambda data, read: data["user"] in users(read, data["user"]["status"]),
    "member_changed": lambda data, read: data["user"] in everybody(read),
    "member_removed": lambda data, read: (
        data["user_id"] not in [user["id"] for user in everybody(read)]
    ),
    "config_changed": lambda data, read: data == read["/admin/config"],
    "audit_recorded": lambda data, read: data["log"] in read["/admin/audit-logs?limit=100"]["logs"],
    "session_started": lambda data, read: without_current(data["session"]) in sessions(read),
    "session_ended": lambda data, read: (
        data["session_id"] not in [session["id"] for session in sessions(read)]
    ),
    "user_updated": lambda data, read: (
        "/auth/session" not in read or data["user"] == read["/auth/session"]["user"]
    ),
    "profile_updated": lambda data, read: (
        # Everybody may see what it says; who may see more reads anew.
        "/users/me" not in read or data["user"] == read["/users/me?as=stranger"]["user"]
    ),
    "user_followed": lambda data, read: carla(read)["relationship"]["followed_by"],
    "relationship_changed": lambda data, read: (
        data["user_id"] != carla(read)["user"]["id"]
        or data["relationship"] == carla(read)["relationship"]
    ),
    "friend_request_sent": lambda data, read: (
        data["friend_request"] in requests(read) and data["incoming_count"] == incoming_count(read)
    ),
    "friend_request_received": lambda data, read: (
        data["friend_request"] in requests(read) and data["incoming_count"] == incoming_count(read)
    ),
    "friend_request_closed": lambda data, read: (
        data["friend_request"]["id"] not in [request["id"] for request in requests(read)]
        and data["incoming_count"] == incoming_count(read)
    ),
    "friendship_began": lambda data, read: data["user_id"] in friends(read),
    "friendship_ended": lambda data, read: data["user_id"] not in friends(read),
    "notification": lambda data, read: (
        "/notifications" not in read
        or (
            data["notification"] in read["/notifications"]["notifications"]
            and data["unread_count"] == read["/notifications"]["meta"]["unread_count"]
        )
    ),
    "notification_changed": lambda data, read: any(
        (one["id"], one["read_at"]) == (data["notification_id"], data["read_at"])
        for one in read["/notifications"]["notifications"]
    ),
    "notification_removed": lambda data, read: (
        "/notifications" not in read
        or (
            data["notification_id"]
            not in [n["id"] for n in read["/notifications"]["notifications"]]
            and data["unread_count"] == read["/notifications"]["meta"]["unread_count"]
        )
    ),
    "notifications_read": lambda data, read: (
        data["unread_count"] == read["/notifications"]["meta"]["unread_count"] == 0
    ),
    "preferences_updated": lambda data, read: data == read["/notifications/preferences"],
    "subscription_changed": lambda data, read: (
        data["subscription"] in read["/sections/subscriptions"]["subscriptions"]
    ),
    "settings_updated": lambda data, read: (
        "/users/me/settings" not in read or data == read["/users/me/settings"]
    ),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.noun}-{case.event}")
async def test_old_state_and_event_are_what_is_read_anew(
    longhouse: Longhouse,
    people: People,
    clock: FakeClock,
    database_url: str,
    request: pytest.FixtureRequest,
    case: Case,
) -> None:
    seen = await Stage(longhouse, people, clock, database_url).play(case)
    assert seen["frames"], "nothing was told"
    for frame in seen["frames"]:
        if frame["type"] == "content_changed":
            place = (frame["data"]["type"], frame["data"]["id"])
            assert (place in content(seen["before"])) != (place in content(seen["after"]))
            continue
        assert FOUND[frame["type"]](frame["data"], seen["after"]), frame
    file = FEATURES / case.noun / "cases" / case.file
    if request.config.getoption("--update-cases"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(seen, indent="\t", ensure_ascii=False) + "\n", "utf-8")
    assert seen == json.loads(file.read_text("utf-8")), f"{file.name} is not what happens now"


async def test_every_kind_of_event_that_is_told_has_its_case(longhouse: Longhouse) -> None:
    told = {
        push.event.name
        for module in longhouse.modules
        for push in module.pushes
        if module.name in COVERED
    }
    assert told == {case.event for case in CASES}


def test_no_case_is_left_of_a_kind_that_is_no_longer_told() -> None:
    kept = {(file.parents[1].name, file.name) for file in FEATURES.glob("*/cases/*.json")}
    assert kept == {(case.noun, case.file) for case in CASES}
