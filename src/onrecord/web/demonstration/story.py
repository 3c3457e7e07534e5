"""What does the demonstration register say, in a few lines whose numbers are read from it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.core.publish.trace import Step
from onrecord.web.accounts.links import make_login_link, path_of
from onrecord.web.accounts.models import User
from onrecord.web.accounts.services import OPERATOR
from onrecord.web.audit.models import Entry
from onrecord.web.checks.selectors import undecided
from onrecord.web.checks.sentences import remade
from onrecord.web.coding.models import Account, Act, Decision, Suggestion
from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.tracing import trace_of
from onrecord.web.figures.models import Figure, Question
from onrecord.web.figures.selectors import question_view
from onrecord.web.people.models import Mention, Person
from onrecord.web.sources.models import Description, Exhibit, Source

FIRST = "arta"
"""Whoever opens the printed link works as this person."""

SHOWN = 3
"""Findings that the account tells."""

COMPARED = "Deaths in the violence of March 2004"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The short account of the demonstration."""

    register: str
    url: str | None
    sources: int
    figures: int
    estimates: int
    lines: tuple[str, ...]

    def text(self) -> str:
        """Return the account for a terminal."""
        return "\n".join(self.lines)

    def to_dict(self) -> dict[str, object]:
        """Return the account with the keys of the command line's contract."""
        return {
            "register": self.register,
            "sources": self.sources,
            "figures": self.figures,
            "estimates": self.estimates,
            "url": self.url,
            "account": list(self.lines),
        }


def tell(folder: Path, passphrase: str, url: str | None) -> Story:
    """Return the account of the register as it is now."""
    reader = User.objects.get(username=FIRST)
    return Story(
        register=str(folder),
        url=url,
        sources=Source.objects.count(),
        figures=Figure.objects.current().count(),
        estimates=Estimate.objects.count(),
        lines=tuple(_lines(reader, folder, passphrase)),
    )


def login_path() -> str:
    """Make a link that logs in once as the first person of the demonstration; return its path."""
    user = User.objects.get(username=FIRST)
    return path_of(make_login_link(user, by=OPERATOR, reason="Demonstration."))


def _lines(reader: User, folder: Path, passphrase: str) -> Iterator[str]:
    yield ""
    yield f"Read       {Exhibit.objects.count()} files of {Source.objects.count()} sources"
    yield (
        f"           {Suggestion.objects.count()} suggestions found by rule, "
        f"{Decision.objects.current().count()} decided by a person"
    )
    yield (
        f"Coded      {Figure.objects.current().count()} figures, "
        f"{Account.objects.current().count()} accounts, {Act.objects.current().count()} acts"
    )
    yield (
        f"Listed     {Mention.objects.current().count()} mentions; "
        f"{Person.objects.count()} people judged to be on both lists"
    )
    yield from _compared(reader)
    yield from _checked(reader)
    yield from _estimated(reader)
    yield f"Logged     {Entry.objects.count():,} entries, chained; check them with"
    yield f"           ONRECORD_PASSPHRASE={passphrase} onrecord verify --register {folder}"


def _compared(reader: User) -> Iterator[str]:
    question = Question.objects.visible_to(reader).current().get(title=COMPARED)
    view = question_view(reader, question)
    seen = view.overview
    yield f"Compared   {question.title}"
    for row in view.rows:
        yield f"             {row.figure.quantity()} — {row.source.title}"
    yield (
        f"           independent origins: {seen.origins}; "
        f"pairs of one scope that cannot both hold: {len(seen.conflicts)}"
    )


def _checked(reader: User) -> Iterator[str]:
    waiting = undecided(reader).order_by("rank", "pk")
    yield f"Checked    {waiting.count()} findings wait for a person, the gravest first:"
    for finding in waiting[:SHOWN]:
        yield f"             [{finding.severity}] {remade(finding.why)}"


def _estimated(reader: User) -> Iterator[str]:
    for estimate in Estimate.objects.visible_to(reader).order_by("pk"):
        first = estimate.first()
        yield f"Estimated  {estimate.title}"
        if first is None or first["N"] is None:
            yield "           no number: " + (first or {}).get("refused", "no answer")
            continue
        yield (
            f"           {first['N']:,.0f} in all ({first['low']:,.0f} to {first['high']:,.0f}, "
            f"{first['interval_method']}), of whom {estimate.result['observed']:,.10g} documented"
        )
        yield f"           {first['method']}" + (f": {first['terms']}" if first["terms"] else "")
        for warning in first["warnings"]:
            yield f"           ! {warning}"
        yield "Traced     " + " ← ".join(_road(trace_of(reader, estimate)))
        for notice in _notices(estimate):
            yield f"Notice     {notice}"


def _road(step: Step) -> Iterator[str]:
    yield step.title
    if step.rests_on:
        yield from _road(step.rests_on[0])


def _notices(estimate: Estimate) -> list[str]:
    sources = {item["source"] for item in estimate.inputs}
    found = Description.objects.current().filter(source__in=sources).exclude(required_notice="")
    return list(found.values_list("required_notice", flat=True).distinct())
