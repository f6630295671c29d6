"""Tokens and codes that the house hands out: long, different, and read however they are typed."""

import base64

from longhouse.features.identity.policy import secrets as policy


def test_tokens_are_256_bits_and_all_different() -> None:
    tokens = {policy.new_token() for _ in range(20_000)}
    assert len(tokens) == 20_000
    assert {len(base64.urlsafe_b64decode(token + "=")) for token in tokens} == {32}


def test_every_byte_comes_up_in_tokens_about_as_often() -> None:
    counts = [0] * 256
    for _ in range(20_000):
        for byte in base64.urlsafe_b64decode(policy.new_token() + "="):
            counts[byte] += 1
    mean = sum(counts) / 256
    assert all(abs(count - mean) < mean * 0.2 for count in counts)


def test_ten_recovery_codes_of_80_bits_are_all_different() -> None:
    codes = [code for _ in range(1000) for code in policy.new_recovery_codes()]
    assert len(set(codes)) == len(codes) == 10_000
    assert {len(base64.b32decode(policy.bare_code(code).upper())) for code in codes} == {10}


def test_ten_thousand_invites_are_all_different() -> None:
    assert len({policy.new_invite_code() for _ in range(10_000)}) == 10_000


def test_a_code_counts_however_it_is_typed() -> None:
    code = policy.new_recovery_codes()[0]
    salt = policy.new_salt()
    typed = f"  {code.upper().replace('-', ' ')} "
    assert policy.may_be_recovery_code(typed)
    assert policy.recovery_digest(salt, typed) == policy.recovery_digest(salt, code)


def test_a_code_is_remembered_differently_in_each_set() -> None:
    code = policy.new_recovery_codes()[0]
    assert policy.recovery_digest(policy.new_salt(), code) != policy.recovery_digest(
        policy.new_salt(), code
    )


def test_an_invite_counts_however_it_is_typed() -> None:
    code = policy.new_invite_code()
    assert policy.grouped_code(code.upper().replace("-", "")) == code


def test_a_code_of_an_authenticator_is_not_taken_for_a_recovery_code() -> None:
    assert not policy.may_be_recovery_code("123456")
