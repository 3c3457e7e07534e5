"""A kind of long work whose steps a test decides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.jobs import running, services, views
from onrecord.web.jobs.kinds import Kind, Tell
from onrecord.web.jobs.models import Job
from onrecord.web.site.rights import Right

Steps = Callable[[Job, User, Tell], str]


def finish(_job: Job, _who: User, tell: Tell) -> str:
    tell(1, 2)
    tell(2, 2)
    return "/sources/"


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[Steps], None]:
    """Return a function that says what the work "count" does."""

    def decide(steps: Steps) -> None:
        known = {"count": Kind(label="Count pages", right=Right.CODE, run=steps)}
        for module in (running, services, views):
            monkeypatch.setattr(module, "kinds", lambda: known)

    decide(finish)
    return decide


@pytest.fixture
def asked(
    work: object, general: Compartment, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Job]:
    """Return a function that asks for work as a server with a busy worker takes it: it waits."""
    monkeypatch.setattr(services.worker, "wake", lambda: True)
    monkeypatch.setattr(services, "PATIENCE", 0)

    def ask(by: User, *, subject: int = 7, in_: Compartment | None = None) -> Job:
        return services.start(
            "count", subject, title="Report", compartment_id=(in_ or general).pk, by=by
        )

    return ask
