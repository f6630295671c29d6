"""Usernames: which are taken, and which nobody can tell apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longhouse.features.identity.errors import InvalidUsername
from longhouse.features.identity.policy.names import check_username, skeleton

ALLOWED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
names = st.text(ALLOWED, min_size=3, max_size=32)


@pytest.mark.parametrize("name", ["ann", "Marina_Kovac", "user-7", "a" * 32, "x_1", "2-4"])
def test_a_plain_name_is_taken(name: str) -> None:
    check_username(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "ab",
        "a" * 33,
        "mårten",
        "two words",
        "a.b",
        "x@y",
        "tab\t1",
        "line\n",
        "аdmin",
        "🏠🏠🏠",
    ],
)
def test_a_name_of_other_characters_or_another_length_is_refused(name: str) -> None:
    with pytest.raises(InvalidUsername):
        check_username(name)


@pytest.mark.parametrize(
    "name",
    ["admin", "ADMIN", "adm1n", "Adm_in", "a-d-m-i-n", "system", "everyone", "here", "Here",
     "me_", "root", "r00t", "Longhouse", "1onghouse", "deleted-1", "-_-"],
)  # fmt: skip
def test_a_name_that_could_be_the_house_itself_is_refused(name: str) -> None:
    with pytest.raises(InvalidUsername):
        check_username(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Marina", "mARINA"),
        ("marina", "mar1na"),
        ("marina", "marlna"),
        ("bob", "b0b"),
        ("anna_k", "annak"),
        ("anna-k", "anna_k"),
        ("modern", "modem"),
        ("vvilma", "wilma"),
        ("team5", "teams"),
    ],
)
def test_names_that_look_alike_are_one(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("anna", "hanna"), ("user2", "user3"), ("ben", "bem"), ("maria", "mario")]
)
def test_names_that_differ_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(names)
def test_the_skeleton_of_a_skeleton_is_itself(name: str) -> None:
    assert skeleton(skeleton(name)) == skeleton(name)


@given(names, st.data())
def test_case_and_separators_never_make_another_name(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name)))
    separated = name[:at] + data.draw(st.sampled_from("_-")) + name[at:]
    assert skeleton(separated.swapcase()) == skeleton(name)


@given(names)
def test_letters_that_look_alike_never_make_another_name(name: str) -> None:
    disguised = name.translate(str.maketrans("oOiIlLsS", "001111" + "55"))
    assert skeleton(disguised) == skeleton(name)
