"""What do the decisions about the drawn pairs of a run say of it, for this person?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onrecord.core.reconcile.agreement import Agreement
from onrecord.web.linkage import selectors
from onrecord.web.linkage.models import Run
from onrecord.web.linkage.quality import (
    Bin,
    Drawn,
    ListPair,
    Quality,
    Share,
    agreement,
    bins,
    quality,
)
from onrecord.web.linkage.standing import Pair
from onrecord.web.site.rights import Actor
from onrecord.web.site.words import number_text, said

MEASURES: Mapping[str, str | Promise] = {
    "percentage": gettext_lazy("Share of pairs decided alike"),
    "kappa": gettext_lazy("Cohen's kappa"),
    "alpha": gettext_lazy("Krippendorff's alpha"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Quality of a run; ``open`` drawn pairs wait, ``unsure`` ones are in no share."""

    quality: list[Quality]
    bins: list[Bin]
    agreement: dict[str, Agreement]
    drawn: int
    decided: int
    unsure: int
    twice: int

    @property
    def open(self) -> int:
        """Drawn pairs that nobody has decided about, or one of two people only."""
        return self.drawn - self.decided - self.unsure


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of shares: what it is of, and each share in words."""

    label: str
    cells: tuple[str, ...]


def of_run(actor: Actor, run: Run) -> Measured:
    """Return what is measured of a run, over the pairs that this person may see."""
    seen = selectors.pairs(actor).filter(run=run)
    verdicts = {
        (row.left, row.right): row.verdict
        for row in selectors.held(actor).filter(compartment=run.compartment_id)
    }
    sampled = list(seen.filter(sampled=True))
    known = [(one, verdicts.get((one.left, one.right), "")) for one in sampled]
    drawn = [
        Drawn(
            lists=_lists(one.left_list, one.right_list),
            probability=one.probability,
            linked=one.linked,
            same=verdict == "same",
        )
        for one, verdict in known
        if verdict in {"same", "different"}
    ]
    ratings = _twice(actor, run)
    return Measured(
        quality=quality(drawn, _there(actor, run)),
        bins=bins(drawn),
        agreement=agreement(ratings, seed=run.pk % 2**32),
        drawn=len(sampled),
        decided=len(drawn),
        unsure=sum(verdict == "unsure" for _one, verdict in known),
        twice=len(ratings),
    )


def quality_rows(found: Measured) -> list[Line]:
    """Return precision and recall as the page says them."""
    return [
        Line(
            _("all") if one.lists is None else _names(one.lists),
            (share_text(one.precision), share_text(one.recall), number_text(one.drawn)),
        )
        for one in found.quality
    ]


def bin_rows(found: Measured) -> list[Line]:
    """Return the bins of the calibration as the page says them."""
    return [
        Line(
            f"{one.low:.0%} – {one.high:.0%}",
            (f"{one.said:.0%}", share_text(one.share), number_text(one.share.of)),
        )
        for one in found.bins
    ]


def agreement_rows(found: Measured) -> list[Line]:
    """Return the measures of agreement as the page says them."""
    return [
        Line(str(MEASURES[name]), (_measure(measure),)) for name, measure in found.agreement.items()
    ]


def share_text(share: Share) -> str:
    """Return a share with its limits; a dash where nothing was decided."""
    if share.value is None:
        return "–"
    return f"{share.value:.0%} ({share.low:.0%} – {share.high:.0%})"


def _measure(measure: Agreement) -> str:
    if measure.value is None:
        return said(measure.reason) if measure.reason else "–"
    if measure.low is None or measure.high is None:
        return f"{measure.value:.2f}"
    return f"{measure.value:.2f} ({measure.low:.2f} – {measure.high:.2f})"


def _twice(actor: Actor, run: Run) -> list[tuple[str, str]]:
    """Return the first and the second verdict of each pair that two people decided about."""
    found: dict[Pair, dict[str, str]] = {}
    rows = selectors.standing(actor).filter(pair__run=run, part__in=("first", "second"))
    for row in rows.order_by("pk"):
        found.setdefault((row.left, row.right), {})[row.part] = row.verdict
    return [(one["first"], one["second"]) for one in found.values() if len(one) == 2]


def _there(actor: Actor, run: Run) -> dict[tuple[ListPair, bool], int]:
    counts: dict[tuple[ListPair, bool], int] = {}
    rows = selectors.pairs(actor).filter(run=run).order_by()
    for row in rows.values("left_list", "right_list", "linked").annotate(number=Count("pk")):
        key = (_lists(row["left_list"], row["right_list"]), row["linked"])
        counts[key] = counts.get(key, 0) + row["number"]
    return counts


def _lists(one: str, other: str) -> ListPair:
    return (one, other) if one <= other else (other, one)


def _names(lists: ListPair) -> str:
    return " – ".join(name or _("no list") for name in lists)
