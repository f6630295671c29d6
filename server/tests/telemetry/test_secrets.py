"""No secret is written down, whichever way it comes."""

import io
import json
import logging
import secrets as random_secrets
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from longhouse.kernel.telemetry.logs import Logs
from longhouse.kernel.telemetry.redact import Redactor, names_a_secret
from longhouse.kernel.telemetry.settings import TelemetrySettings

SECRET_NAMES = [
    "password", "newPassword", "password_hash", "token", "refreshToken", "access_token", "code",
    "secret", "client_secret", "cookie", "Set-Cookie", "authorization", "X-CSRF-Token",
    "__Host-session_id", "totp", "api_key", "private-key", "recovery_codes", "passphrase",
]  # fmt: skip

# Long enough that it cannot be found in a line by chance, and anything that people type.
a_secret = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=["C", "Z"]),
    min_size=10,
    max_size=40,
).map(lambda text: f"Zq{text}")
a_token = st.integers(24, 64).flatmap(
    lambda size: st.binary(min_size=size, max_size=size).map(
        lambda _: random_secrets.token_urlsafe(size)
    )
)


class Written:
    """The log of a process, and what has been written to it so far."""

    def __init__(self, form: str, *known: str) -> None:
        self.stream = io.StringIO()
        self.logs = Logs(
            TelemetrySettings(log_format="json" if form == "json" else "text"),
            secrets=known,
            stream=self.stream,
        )

    def take(self) -> str:
        text = self.stream.getvalue()
        self.stream.seek(0)
        self.stream.truncate()
        return text


@pytest.fixture(params=["json", "text"])
def written(request: pytest.FixtureRequest) -> Iterator[Written]:
    written = Written(request.param, "the-house-key")
    written.logs.start()
    yield written
    written.logs.stop()


many = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
log = logging.getLogger("longhouse.tests")


def hides(written: Written, secret: str) -> None:
    text = written.take()
    assert text.strip(), "nothing was logged at all"
    assert secret not in text
    # An escaped form would be a leak as well.
    assert json.dumps(secret)[1:-1] not in text
    assert json.dumps(secret, ensure_ascii=False)[1:-1] not in text


@many
@given(name=st.sampled_from(SECRET_NAMES), secret=a_secret)
def test_a_field_with_the_name_of_a_secret_is_hidden_at_any_depth(
    written: Written, name: str, secret: str
) -> None:
    log.info("signed in", extra={name: secret})
    hides(written, secret)
    log.info("signed in", extra={"headers": {"list": [{name: secret}]}})
    hides(written, secret)
    log.info(f"signed in as %({name})s", {name: secret})  # noqa: G004 -- a caller may do this
    hides(written, secret)


@many
@given(name=st.sampled_from(SECRET_NAMES), secret=a_secret)
def test_a_secret_named_in_the_message_is_hidden(written: Written, name: str, secret: str) -> None:
    log.warning("refused %s=%s", name, secret)
    hides(written, secret)
    log.warning("refused %s: %s", name, secret)
    hides(written, secret)
    log.warning("refused %s", {name: secret})
    hides(written, secret)
    log.warning("refused %s", json.dumps({name: secret}))
    hides(written, secret)


@many
@given(secret=a_token)
def test_what_looks_like_our_tokens_is_hidden_without_any_name(
    written: Written, secret: str
) -> None:
    log.info("opened https://house.example/reset#%s", secret)
    hides(written, secret)
    log.info("the link was /join/%s/now", secret)
    hides(written, secret)
    try:
        raise ValueError(f"could not verify {secret}")
    except ValueError:
        log.exception("a check failed")
    hides(written, secret)


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("password=correct horse battery staple", "horse battery"),
        ("PASSWORD: 'it''s me'", "it''s"),
        ("Authorization: Bearer abc.def.ghi", "abc.def.ghi"),
        ("sent Basic dXNlcjpwYXNz", "dXNlcjpwYXNz"),
        ("Cookie: theme=dark; __Host-session_id=opensesame", "opensesame"),
        ("postgresql://house:sesame@db/longhouse", "sesame"),
        ("GET /x?token=sesame&page=2", "sesame"),
        ("hash $2b$12$abcdefghijklmnopqrstuv is wrong", "abcdefghijklmnopqrstuv"),
        ("DETAIL:  Failing row contains (1, ada, sesame).", "sesame"),
        ("DETAIL:  Key (email)=(ada@example.org) already exists.", "ada@example.org"),
        ("-----BEGIN PRIVATE KEY-----\nMIIsesame\n-----END PRIVATE KEY-----", "MIIsesame"),
        ("the key is the-house-key, plainly", "the-house-key"),
        ("the key is the-\x1b[1mhouse-key, broken up", "house-key"),
        ("pass\x00word=sesame", "sesame"),
    ],
)
def test_known_ways_of_leaking_are_closed(line: str, secret: str) -> None:
    assert secret not in Redactor(["the-house-key"]).text(line)


@pytest.mark.parametrize(
    "line",
    [
        "0198f3a2-7c1e-7abc-8def-0123456789ab followed 0198f3a2-7c1e-7abc-8def-0123456789ac",
        "trace 4bf92f3577b34da6a3ce929d0e0e4736 began",
        "error_code=RATE_LIMITED status_code=429",
        "longhouse-gateway-7d9f8b6c5d-x2x4z-abcdef is ready",
        "File longhouse.features.identity.service.sign_in_with_second_factor",
        "Ada said: so what (really)?",
        "----------------------------------------------------------------",
    ],
)
def test_what_is_no_secret_stays_readable(line: str) -> None:
    assert Redactor().text(line) == line


def test_names_that_only_resemble_a_secret_are_kept() -> None:
    assert not any(
        map(names_a_secret, ["user_id", "error_code", "encoded", "status_code", "topic"])
    )


def test_a_faulty_log_call_does_not_print_its_arguments(
    written: Written, capsys: pytest.CaptureFixture[str]
) -> None:
    log.info("two %s %s", "Zq-sesame-open")  # noqa: PLE1206 -- this is the fault
    hides(written, "Zq-sesame-open")
    assert "sesame" not in capsys.readouterr().err
