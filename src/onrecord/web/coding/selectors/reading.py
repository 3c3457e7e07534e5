"""What may a person see of documents, their suggestions, and what was coded from them?"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from onrecord.web.coding.models import (
    Account,
    AccountPassage,
    Coding,
    Decision,
    Round,
    Seat,
    Suggestion,
    open_rounds,
)
from onrecord.web.figures.models import Figure
from onrecord.web.figures.selectors import figures
from onrecord.web.site.rights import Actor
from onrecord.web.sources.consent import readable
from onrecord.web.sources.models import Description, Exhibit, Source
from onrecord.web.sources.selectors import documents as files_that_came
from onrecord.web.sources.selectors import exhibits, is_document

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
READABLE = (".txt", ".htm", ".html", ".pdf", ".docx", ".eml", *PICTURES)
"""Endings of the files that have a reader."""

TEXT = "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many suggestions of a text a person decided about."""

    decided: int
    all: int

    @property
    def open(self) -> int:
        """How many are still to decide."""
        return self.all - self.decided


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPassage:
    """A claim that a person coded from a span of a text."""

    kind: str
    stem: uuid.UUID
    start: int
    end: int
    claim: Account | Figure | Coding


@dataclass(frozen=True, slots=True, kw_only=True)
class Blindness:
    """That a text is coded blind now: the round, and whether this person codes in it."""

    round: Round
    mine: bool
    done: bool

    @property
    def may_code(self) -> bool:
        """Whether this person may decide and code now."""
        return self.mine and not self.done


def is_readable(name: str) -> bool:
    """Tell whether a file of this name has a reader."""
    return PurePath(name).suffix.lower() in READABLE


def suggestions(actor: Actor) -> QuerySet[Suggestion]:
    """Return the suggestions that this person may see, each with its current decision."""
    current = Decision.objects.visible_to(actor).current().select_related("made_by")
    return (
        decidable(actor)
        .select_related("exhibit__source")
        .prefetch_related(Prefetch("decisions", queryset=current, to_attr="current_decisions"))
    )


def decidable(actor: Actor) -> QuerySet[Suggestion]:
    """Return the suggestions of the kinds that people decide about, as this person may see them."""
    seen = readable(Suggestion.objects.visible_to(actor), actor, source="exhibit__source")
    return seen.filter(kind__in=Suggestion.DECIDED)


def blindness(actor: Actor, text: Exhibit) -> Blindness | None:
    """Return how a text is coded blind now; None where it is not."""
    found = Round.objects.visible_to(actor).current().filter(exhibit=text, state="open").first()
    if found is None:
        return None
    seat = Seat.objects.visible_to(actor).current().filter(round=found.stem, coder=actor.pk).first()
    return Blindness(round=found, mine=seat is not None, done=seat is not None and seat.done)


def decision_of(suggestion: Suggestion) -> Decision | None:
    """Return the current decision of a suggestion that ``suggestions`` gave, or None."""
    found: list[Decision] = getattr(suggestion, "current_decisions", [])
    return found[0] if found else None


def undecided(actor: Actor) -> QuerySet[Suggestion]:
    """Return the suggestions about which nobody has decided, or not this coder of a round."""
    return decidable(actor).filter(~Exists(_decided(actor)))


def figures_of(actor: Actor, total: Suggestion) -> list[Suggestion]:
    """Return the suggested figures that a total is made of; none for another suggestion."""
    if total.kind != "total":
        return []
    rows = (total.payload["total"], *total.payload["parts"])
    spans = {(row["start"], row["end"], row["rule"]) for row in rows}
    found = suggestions(actor).filter(
        exhibit=total.exhibit_id,
        kind="figure",
        start__in=[start for start, _end, _rule in spans],
    )
    return [one for one in found.order_by("start") if (one.start, one.end, one.rule) in spans]


def documents(actor: Actor) -> QuerySet[Any]:
    """Return the files that can be read, each with its state as annotations.

    ``title`` is the source's, ``text`` the id of the newest text read from the file (0: not
    read), ``suggested`` and ``decided`` count the suggestions of that text, ``open`` the rest.
    """
    texts = exhibits(actor).filter(derived_from=OuterRef("pk"), media_type=TEXT)
    found = files_that_came(actor).filter(_readable_name())
    described = Description.objects.current().filter(source=OuterRef("source"))
    return found.annotate(
        title=Coalesce(Subquery(described.values("title")[:1]), Value("")),
        text=Coalesce(Subquery(texts.order_by("-pk").values("pk")[:1]), Value(0)),
        suggested=_number(decidable(actor)),
        decided=_number(decidable(actor).filter(Exists(_decided(actor)))),
    ).annotate(open=F("suggested") - F("decided"))


def unread_of(actor: Actor, source: Source) -> QuerySet[Exhibit]:
    """Return the files of a source, and those taken out of them, that could be read and are not."""
    of_source = Q(source=source) | Q(derived_from__source=source)
    texts = exhibits(actor).filter(derived_from=OuterRef("pk"), media_type=TEXT)
    found = files_that_came(actor).filter(of_source, _readable_name()).filter(~Exists(texts))
    return readable(found, actor)


def text_for(actor: Actor, exhibit: Exhibit) -> Exhibit | None:
    """Return the text to read for a file or a text: itself, the newest one, or None."""
    if not is_document(exhibit):
        return exhibit
    texts = exhibits(actor).filter(derived_from=exhibit, media_type=TEXT)
    return texts.order_by("-pk").first()


def progress(actor: Actor, text: Exhibit) -> Progress:
    """Return how far the suggestions of a text are decided."""
    counts = (
        decidable(actor)
        .filter(exhibit=text)
        .annotate(done=Exists(_decided(actor)))
        .aggregate(all=Count("pk"), decided=Count("pk", filter=Q(done=True)))
    )
    return Progress(decided=counts["decided"], all=counts["all"])


def next_undecided(actor: Actor, text: Exhibit, position: int) -> Suggestion | None:
    """Return the first undecided suggestion from a position on, else the first of the text."""
    rest = undecided(actor).filter(exhibit=text).order_by("start", "end", "pk")
    return rest.filter(start__gte=position).first() or rest.first()


def next_to_join(actor: Actor, found: Suggestion) -> Suggestion | None:
    """Return the undecided figure that follows a suggestion in its text, or None."""
    rest = undecided(actor).filter(exhibit=found.exhibit_id, kind="figure").exclude(pk=found.pk)
    return rest.filter(start__gte=found.start).order_by("start", "end", "pk").first()


def on_span(actor: Actor, text: Exhibit, start: int, end: int) -> list[Suggestion]:
    """Return the suggestions that touch a span of a text, in text order."""
    found = suggestions(actor).filter(exhibit=text, start__lt=end, end__gt=start)
    return list(found.order_by("start", "end", "pk"))


def coded_on(actor: Actor, text: Exhibit, start: int, end: int) -> list[CodedPassage]:
    """Return the claims that people coded from a span of a text without a suggestion."""
    return [
        *_accounts_on(actor, text, start, end),
        *_figures_on(actor, text, start, end),
        *_codings_on(actor, text, start, end),
    ]


def own_codings(actor: Actor) -> QuerySet[Coding]:
    """Return what this person coded in rounds that are open."""
    return (
        Coding.objects.visible_to(actor).current().filter(coder=actor.pk, round__in=open_rounds())
    )


def _accounts_on(actor: Actor, text: Exhibit, start: int, end: int) -> Iterable[CodedPassage]:
    cited = (
        AccountPassage.objects.visible_to(actor)
        .filter(
            # Joined, not looked up among all current accounts: few passages stand on a span.
            account__withdrawn=False,
            account__superseded_by__isnull=True,
            passage__exhibit=text,
            passage__start__lt=end,
            passage__end__gt=start,
        )
        .exclude(account__stem__in=_claimed(actor, text))
        .select_related("account", "passage")
        .order_by("passage__start", "pk")
    )
    # One mark for each passage of an account, whatever many values rest on it.
    spans = {(one.account.stem, one.passage_id): one for one in cited}
    for one in spans.values():
        first, last = one.passage.start or 0, one.passage.end or 0
        yield CodedPassage(
            kind="account", stem=one.account.stem, start=first, end=last, claim=one.account
        )


def _figures_on(actor: Actor, text: Exhibit, start: int, end: int) -> Iterable[CodedPassage]:
    found = (
        figures(actor)
        .filter(passage__exhibit=text, passage__start__lt=end, passage__end__gt=start)
        .exclude(stem__in=_claimed(actor, text))
        .select_related("passage")
        .order_by("passage__start", "pk")
    )
    for figure in found:
        if figure.passage is not None:
            first, last = figure.passage.start or 0, figure.passage.end or 0
            yield CodedPassage(kind="figure", stem=figure.stem, start=first, end=last, claim=figure)


def _codings_on(actor: Actor, text: Exhibit, start: int, end: int) -> Iterable[CodedPassage]:
    found = (
        own_codings(actor)
        .filter(
            round__in=Round.objects.filter(exhibit=text).values("stem"),
            start__lt=end,
            end__gt=start,
        )
        .exclude(stem__in=_claimed(actor, text))
        .order_by("start", "pk")
    )
    for one in found:
        yield CodedPassage(kind="coding", stem=one.stem, start=one.start, end=one.end, claim=one)


def _claimed(actor: Actor, text: Exhibit) -> QuerySet[Decision, Any]:
    """Return the stems of what came of suggestions: it shows where its suggestion does."""
    decided = Decision.objects.visible_to(actor).current()
    return decided.filter(suggestion__exhibit=text, claim__isnull=False).values("claim")


def _decided(actor: Actor) -> QuerySet[Decision]:
    return Decision.objects.visible_to(actor).current().filter(suggestion=OuterRef("pk"))


def _number(rows: QuerySet[Suggestion]) -> Coalesce:
    counted = (
        rows.filter(exhibit=OuterRef("text"))
        .order_by()
        .values("exhibit")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def _readable_name() -> Q:
    wanted = Q()
    for ending in READABLE:
        wanted |= Q(name__iendswith=ending)
    return wanted
