"""The page of one pair: two mentions side by side, the evidence, and the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import UsageError
from onrecord.web.audit.services import note
from onrecord.web.linkage import compared, selectors, services
from onrecord.web.linkage.forms import DecisionForm
from onrecord.web.linkage.grounds import GROUNDS, spelt_out
from onrecord.web.linkage.models import CandidatePair, Effect, PairDecision
from onrecord.web.linkage.standing import is_disputed, outcome
from onrecord.web.people import shown
from onrecord.web.people.models import Mention, Person
from onrecord.web.people.selectors import notices, persons_by_mention
from onrecord.web.site.rights import Actor, Right, actor_of, has_right, needs

_OPENED = "linkage_opened"
"""In the session: which pair was opened last, and when."""
_KEYS = {"same": "s", "different": "d", "unsure": "u"}


@needs(Right.READ)
def one_pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a pair; its score only to those who may know it already."""
    pair = _pair(request, pk)
    note("read", "linkage_candidatepair", pair.pk)
    _open(request, pair)
    return _page(request, pair, DecisionForm())


@require_POST
@needs(Right.JUDGE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide about a pair, and lead on to the next that waits."""
    pair, actor = _pair(request, pk), actor_of(request)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, pair, form)
    decision = services.decide(
        pair,
        form.choice(),
        seen=_seen(request.POST.getlist("seen")),
        by=actor,
        seconds=_seconds(request, pair),
    )
    _tell(request, decision)
    return _lead_on(actor, pair)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another mention of the clusters, and how likely it is either of the two."""

    mention: Mention
    name: str
    where: str
    chances: tuple[str, str]
    persons: list[Person]


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as the page shows it."""

    decision: PairDecision
    reason: str
    is_mine: bool


def _page(request: HttpRequest, pair: CandidatePair, form: DecisionForm) -> HttpResponse:
    actor = actor_of(request)
    seen = selectors.by_stem(actor, (pair.left, pair.right))
    left, right = seen[pair.left], seen[pair.right]
    rows = selectors.standing(actor).filter(
        compartment=pair.compartment_id, left=pair.left, right=pair.right
    )
    decided = list(rows.select_related("made_by").order_by("pk"))
    values = selectors.as_values(rows)
    mine = any(row.made_by_id == actor.pk for row in decided)
    disputed = is_disputed(values)
    hidden = pair.is_hidden_until_decided and not decided
    may_judge = has_right(actor, Right.JUDGE)
    persons = persons_by_mention(actor, (pair.left, pair.right))
    after = selectors.next_in_queue(actor, pair.run, after=pair) if may_judge else None
    context = {
        "pair": pair,
        "run": pair.run,
        "sides": [
            {"mention": row, "name": shown.name(row), "persons": persons.get(row.stem, [])}
            for row in (left, right)
        ],
        "rows": compared.rows_of(left, right),
        "raw": [list(row.raw.items()) for row in (left, right)],
        "notices": notices(actor, {left.source_id, right.source_id}),
        "hidden": hidden,
        "evidence": None if hidden else compared.evidence_of(pair),
        "neighbours": _neighbours(actor, pair, hides=hidden),
        "decided": [_told(row, actor) for row in decided],
        "disputed": disputed,
        "held_back": _held_back(values),
        "asks": may_judge and not mine and (not decided or (pair.second and len(decided) == 1)),
        "settles": may_judge and disputed,
        "verdicts": [
            {
                "key": _KEYS[verdict],
                "value": verdict,
                "label": PairDecision.VERDICTS[verdict],
                "grounds": list(grounds.items()),
            }
            for verdict, grounds in GROUNDS.items()
        ],
        "form": form,
        "tokens": [_token(row, persons) for row in (left, right)],
        "waiting": selectors.queue(actor, pair.run).count() if may_judge else 0,
        "next": after if after is not None and after.pk != pair.pk else None,
        "last": _last(actor, pair) if may_judge else None,
        "may_judge": may_judge,
    }
    return render(request, "linkage/pair.html", context)


def _neighbours(actor: Actor, pair: CandidatePair, *, hides: bool) -> list[Neighbour]:
    found = selectors.neighbours(actor, pair)
    stems = [row.stem for row, _cluster in found]
    scores = selectors.scores_between(actor, pair, stems)
    persons = persons_by_mention(actor, stems)
    clusters = selectors.clusters_of(actor, pair)
    together = clusters.get(pair.left) == clusters.get(pair.right)
    told = []
    for row, cluster in found:
        on_left = cluster == clusters.get(pair.left)
        where = _("both") if together else _("left") if on_left else _("right")
        # In which cluster a mention is tells whether the run linked the two.
        where = _("hidden") if hides else where
        chances = tuple(
            _chance(scores, row.stem, end, hides=hides) for end in (pair.left, pair.right)
        )
        told.append(
            Neighbour(
                row, shown.name(row), where, (chances[0], chances[1]), persons.get(row.stem, [])
            )
        )
    return told


def _chance(
    scores: Mapping[tuple[UUID, UUID], CandidatePair], one: UUID, other: UUID, *, hides: bool
) -> str:
    found = scores.get((min(one, other), max(one, other)))
    if found is None:
        return "–"
    return (
        _("hidden")
        if hides or found.is_hidden_until_decided
        else compared.chance(found.probability)
    )


def _told(row: PairDecision, actor: Actor) -> Told:
    return Told(row, spelt_out(row.ground, row.reason), row.made_by_id == actor.pk)


def _held_back(values: Any) -> bool:
    """Tell whether "same" holds and was not carried out."""
    held = outcome(values)
    if held is None or held.verdict != "same":
        return False
    return not Effect.objects.filter(decision=held.id).exists()


def _last(actor: Actor, pair: CandidatePair) -> dict[str, object] | None:
    row = selectors.last_own(actor, pair.run)
    if row is None:
        return None
    seen = selectors.by_stem(actor, (row.left, row.right))
    names = " · ".join(shown.name(seen[stem]) for stem in (row.left, row.right) if stem in seen)
    return {"decision": row, "names": names}


def _tell(request: HttpRequest, decision: PairDecision) -> None:
    """Say what was kept, and whether it contradicts something."""
    values = selectors.as_values(
        selectors.standing_rows().filter(
            compartment=decision.compartment_id, left=decision.left, right=decision.right
        )
    )
    verdict = decision.get_verdict_display()
    if is_disputed(values):
        text = _(
            "Kept: {verdict}. The other reviewer decided otherwise; somebody has to settle it."
        )
        messages.warning(request, text.format(verdict=verdict))
    elif _held_back(values):
        text = _(
            "Kept, and not carried out: {verdict}. It contradicts another decision, see "
            "“Contradictions”."
        )
        messages.warning(request, text.format(verdict=verdict))
    else:
        text = _("Kept: {verdict}. The key z takes it back.")
        messages.success(request, text.format(verdict=verdict))


def _lead_on(actor: Actor, pair: CandidatePair) -> HttpResponseRedirect:
    following = selectors.next_in_queue(actor, pair.run)
    if following is None:
        return redirect("linkage:run", pk=pair.run_id)
    return redirect("linkage:pair", pk=following.pk)


def _open(request: HttpRequest, pair: CandidatePair) -> None:
    """Note when the pair was opened; looking at it again goes on from the first look."""
    before = request.session.get(_OPENED)
    if not before or before[0] != pair.pk:
        request.session[_OPENED] = [pair.pk, timezone.now().isoformat()]


def _seconds(request: HttpRequest, pair: CandidatePair) -> float | None:
    opened = request.session.pop(_OPENED, None)
    if not opened or opened[0] != pair.pk:
        return None
    return (timezone.now() - datetime.fromisoformat(opened[1])).total_seconds()


def _token(mention: Mention, persons: Mapping[UUID, list[Person]]) -> str:
    """Return a mention and the persons that the page shows it to be, for the form."""
    seen = ",".join(str(person.pk) for person in persons.get(mention.stem, []))
    return f"{mention.stem}:{seen}"


def _seen(tokens: list[str]) -> dict[UUID, frozenset[int]]:
    found = {}
    try:
        for token in tokens:
            stem, _colon, persons = token.partition(":")
            found[UUID(stem)] = frozenset(int(person) for person in persons.split(",") if person)
    except ValueError:
        raise UsageError(
            "The choice cannot be read.", remedy="Open the page again and choose anew."
        ) from None
    return found


def _pair(request: HttpRequest, pk: int) -> CandidatePair:
    rows = selectors.pairs(actor_of(request)).select_related("run__compartment", "compartment")
    return get_object_or_404(rows, pk=pk)
