"""Requests that nobody thought of, made from the document of the interface itself."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Protocol, cast

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

from longhouse.app import Longhouse
from longhouse.kernel.http.api import schema_of
from support.contract import OPEN, PREFIX
from support.households import Household
from support.people import Person


class Operation(Protocol):
    """Of schemathesis, whose own types leave their parameters open."""

    label: str

    def as_strategy(self, *, generation_mode: GenerationMode) -> SearchStrategy[Any]: ...


class Case(Protocol):
    operation: Operation

    def as_transport_kwargs(self, *, base_url: str) -> dict[str, Any]: ...

    def validate_response(self, response: httpx.Response, checks: Sequence[Any]) -> None: ...


# That it is no fault of ours is asserted on the statuses.
CHECKS: Sequence[Any] = [
    getattr(checks, name)
    for name in (
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "response_headers_conformance",
    )
]
EXAMPLES = 4
# Each example leaves something behind; the next one meets the house as it is then.
SETTINGS = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(cast("Any", HealthCheck)),
)


def operations_of(longhouse: Longhouse) -> list[Operation]:
    document = cast("Any", schemathesis.openapi.from_dict(schema_of(longhouse.api)))
    return [result.ok() for result in document.get_all_operations()]


def draw(operation: Operation) -> list[Case]:
    """Requests as the document wants them, and requests that it rules out."""
    cases: list[Case] = []

    def collect(case: Case) -> None:
        cases.append(case)

    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        # A route that takes nothing cannot be asked wrongly.
        with suppress(Unsatisfiable):
            SETTINGS(given(case=operation.as_strategy(generation_mode=mode))(collect))()
    return cases


class Fuzzer:
    def __init__(self, person: Person, *, signs_in: bool) -> None:
        self._person = person
        self._signs_in = signs_in
        self.statuses: Counter[int] = Counter()
        self.failures: list[str] = []

    async def try_all(self, longhouse: Longhouse) -> None:
        for operation in operations_of(longhouse):
            if self._signs_in:
                assert (await self._person.sign_in()).status_code == 200
            elif operation.label.replace(PREFIX, "") not in OPEN:
                # That a stranger gets no further is held for every route elsewhere.
                continue
            for case in draw(operation):
                await self._try(case)

    async def _try(self, case: Case) -> None:
        try:
            answer = await self._send(case)
        except httpx.InvalidURL:
            # Longer than any client sends.
            return
        self.statuses[answer.status_code] += 1
        try:
            case.validate_response(answer, CHECKS)
        except FailureGroup as failures:
            self.failures += [
                f"{case.operation.label}: {failure}" for failure in failures.exceptions
            ]

    async def _send(self, case: Case) -> httpx.Response:
        request = case.as_transport_kwargs(base_url="http://localhost:8000")
        headers = {**request["headers"]}
        if self._signs_in:
            headers["X-CSRF-Token"] = self._person.csrf_token
        return await self._person.client.request(
            request["method"],
            request["url"],
            params=request.get("params"),
            headers=headers,
            json=request.get("json"),
            content=request.get("data"),
        )


@pytest.mark.slow
@pytest.mark.parametrize("who", ["an admin", "a stranger"])
async def test_whatever_is_asked_the_answer_is_one_that_the_document_names(
    longhouse: Longhouse, household: Household, who: str
) -> None:
    admin = who == "an admin"
    fuzzer = Fuzzer(household.ada if admin else household.stranger, signs_in=admin)
    await fuzzer.try_all(longhouse)
    assert fuzzer.failures == []
    assert sum(fuzzer.statuses.values()) > (400 if admin else 60)
    assert fuzzer.statuses[200] > (50 if admin else 0)
    assert max(fuzzer.statuses) < 500
