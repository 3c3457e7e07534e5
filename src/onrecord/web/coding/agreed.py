"""How far do the coders of a closed round agree, field by field, and where do they not?"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onrecord.core.reconcile.agreement import (
    Agreement,
    Bootstrap,
    Metric,
    aligned,
    cohen_kappa,
    krippendorff_alpha,
    percentage_agreement,
)
from onrecord.core.reconcile.names.fold import fold
from onrecord.web.coding.comparable import FIELDS, Choice, Compared, Values, choices_of, same
from onrecord.web.coding.models import Coding, Decision
from onrecord.web.site.words import said

Rating = tuple[str | float | None, ...]

_VERDICTS = (
    (0.8, _("reliable")),
    (0.667, _("usable for tentative conclusions")),
    (float("-inf"), _("not reliable: look at the disagreements and at the coding rule")),
)
"""Krippendorff, Content Analysis, 4th edition (2019), section 12.6."""

_MARKED = {
    "figure": _("Whether there is a figure"),
    "account": _("Whether there is an act"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One place of the document as each coder has it; None where a coder kept nothing there."""

    kind: str
    codings: tuple[Coding | None, ...]

    @property
    def kept(self) -> list[Coding]:
        """What was kept here, at least one."""
        return [coding for coding in self.codings if coding is not None]

    @property
    def key(self) -> uuid.UUID:
        """The stem by which the unit is settled."""
        return self.kept[0].stem

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return min(coding.start for coding in self.kept)

    @property
    def end(self) -> int:
        """Where it ends in the text, exclusive."""
        return max(coding.end for coding in self.kept)

    @property
    def by_all(self) -> bool:
        """Whether every coder kept something here."""
        return None not in self.codings

    def differing(self) -> list[Choice]:
        """Return what the coders who kept it have otherwise than one another."""
        first, *rest = self.kept
        return [
            choice
            for choice in choices_of(self.kind)
            if not all(same(choice, first.values_coded, one.values_coded) for one in rest)
        ]

    @property
    def alike(self) -> bool:
        """Whether all coders kept it and say the same."""
        return self.by_all and not self.differing()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """Agreement in one field; ``alone`` counts the units that not every coder kept."""

    key: str
    kind: str
    label: Promise
    alone: int
    percentage: Agreement
    kappa: Agreement | None
    alpha: Agreement

    @property
    def kind_label(self) -> str:
        """Of what the field is; empty where its label says so."""
        return "" if self.key.endswith(".kept") else str(Coding.KINDS[self.kind])

    @property
    def same_text(self) -> str:
        """The percentage agreement in words."""
        value = self.percentage.value
        return "–" if value is None else gettext("{number} %").format(number=f"{100 * value:.0f}")

    @property
    def kappa_text(self) -> str:
        """Cohen's kappa with its interval; a dash for more than two coders."""
        return "–" if self.kappa is None else _measure_text(self.kappa)

    @property
    def alpha_text(self) -> str:
        """Krippendorff's alpha with its interval."""
        return _measure_text(self.alpha)

    @property
    def verdict(self) -> str:
        """What alpha means for whoever uses the field, or why there is none."""
        if self.alpha.reason is not None:
            return said(self.alpha.reason)
        value = self.alpha.value or 0.0
        return str(next(words for least, words in _VERDICTS if value >= least))


def units_of(codings: Iterable[Coding], coders: Sequence[int]) -> list[Unit]:
    """Return the units of a round in text order: spans of one kind that overlap are one unit."""
    found = list(codings)
    units: list[Unit] = []
    for kind in Coding.KINDS:
        marked = [
            sorted((one for one in found if one.kind == kind and one.coder_id == coder), key=_order)
            for coder in coders
        ]
        spans = [[(one.start, one.end) for one in many] for many in marked]
        units += [
            Unit(
                kind=kind,
                codings=tuple(
                    None if at is None else marked[coder][at] for coder, at in enumerate(unit)
                ),
            )
            for unit in aligned(spans)
        ]
    return sorted(units, key=lambda unit: (unit.start, unit.end, unit.kind))


def agreement_by_field(
    units: Sequence[Unit],
    rejected: Collection[str],
    keys: Collection[str],
    coders: int,
    *,
    seed: int,
) -> list[FieldAgreement]:
    """Return agreement on what there is and in each field of ``keys``.

    ``rejected`` has the kind of each suggestion that nobody kept and somebody rejected: there
    all say that there is nothing. ``seed`` makes the intervals the same each time.
    """
    rows: list[FieldAgreement] = []
    for kind, label in _MARKED.items():
        of_kind = [unit for unit in units if unit.kind == kind]
        fields = [field for field in FIELDS if field.kind == kind and field.key in keys]
        if not of_kind and kind not in rejected:
            continue
        marked: list[Rating] = [
            tuple("no" if one is None else "yes" for one in unit.codings) for unit in of_kind
        ]
        marked += [("no",) * coders for one in rejected if one == kind]
        drawn = Bootstrap(generator=np.random.default_rng(seed))
        alone = sum(not unit.by_all for unit in of_kind)
        kept = _field(f"{kind}.kept", kind, label)
        rows.append(_measured(kept, marked, alone, drawn))
        for field in fields:
            ratings = [tuple(_rating(field, one) for one in unit.codings) for unit in of_kind]
            rows.append(_measured(field, ratings, alone, drawn))
    return rows


def rejected_by_all(decisions: Iterable[Decision]) -> list[Decision]:
    """Return one rejection of each suggestion that somebody rejected and nobody kept."""
    kept: set[int] = set()
    rejections: dict[int, Decision] = {}
    for decision in decisions:
        if decision.outcome == "rejected":
            rejections.setdefault(decision.suggestion_id, decision)
        else:
            kept.add(decision.suggestion_id)
    return [one for suggestion, one in rejections.items() if suggestion not in kept]


def _measured(
    field: Compared, ratings: Sequence[Rating], alone: int, drawn: Bootstrap
) -> FieldAgreement:
    metric = field.metric
    numbers = [value for rating in ratings for value in rating if isinstance(value, float)]
    if metric is Metric.ratio and min(numbers, default=0) < 0:
        metric = Metric.interval
    two = bool(ratings) and len(ratings[0]) == 2
    first, second = ([one[at] for one in ratings] if two else [] for at in range(2))
    return FieldAgreement(
        key=field.key,
        kind=field.kind,
        label=field.label,
        alone=alone,
        percentage=percentage_agreement(ratings),
        kappa=cohen_kappa(first, second, bootstrap=drawn) if two else None,
        alpha=krippendorff_alpha(ratings, metric, bootstrap=drawn),
    )


def _field(key: str, kind: str, label: Promise) -> Compared:
    """Return the field that says whether there is something at all; its values are given."""
    return Compared(key=key, kind=kind, label=label, of=lambda _values: None)


def _rating(field: Compared, coding: Coding | None) -> str | float | None:
    return None if coding is None else field.of(coding.values_coded)


def _measure_text(measure: Agreement) -> str:
    if measure.value is None:
        return "–"
    if measure.low is None or measure.high is None:
        return f"{measure.value:.2f}"
    return f"{measure.value:.2f} ({measure.low:.2f}–{measure.high:.2f})"


def _order(coding: Coding) -> tuple[int, int, str, str, int]:
    """Order codings on one span so that the same victims meet, whoever was coded first."""
    values: Values = coding.values_coded
    name = fold(str(values.get("victim_name") or values.get("group") or ""))
    return coding.start, coding.end, str(values.get("act_type") or ""), name, coding.pk
