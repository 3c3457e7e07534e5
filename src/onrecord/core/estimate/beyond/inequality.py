"""Do events such as stops, arrests or convictions befall groups unequally, and by how much?

Each group has its rate with exact limits, or with limits drawn towards those of all groups, which
steadies small groups; two groups are compared by the ratio and the difference of their rates. What
such a comparison does not show goes with every answer (``ONLY_A_DIFFERENCE``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.core.estimate.beyond import sentences
from onrecord.core.estimate.beyond.beta_binomial import (
    BetaBinomial,
    Shapes,
    fit_beta_binomial,
    likely_shapes,
)
from onrecord.core.estimate.beyond.rate_intervals import (
    RateInterval,
    RateLimits,
    check_share,
    clopper_pearson,
    difference_of_counts,
    garwood,
    koopman,
    newcombe,
    ratio_of_counts,
)
from onrecord.core.estimate.result import Json
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.remark import Remark

ASSUMPTION: Final = Remark.of(sentences.INEQUALITY_ASSUMPTION)
ONLY_A_DIFFERENCE: Final = Remark.of(sentences.ONLY_A_DIFFERENCE)
"""What an observed difference between groups does not show."""

LEAST: Final = 10
"""Fewest people (or units of exposure) of whom a rate is given, unless another least is set."""

_LEAST_GROUPS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRate:
    """The rate of one group: events per person (or per unit of exposure), or why there is none."""

    group: str
    events: float | None
    """None where the group is too small to be shown."""
    people: float
    """People, or exposure such as person-years."""
    rate: float | None = None
    limits: RateLimits | None = None
    assumption: Remark = ASSUMPTION
    warnings: tuple[Remark, ...] = ()
    refused: Remark | None = None

    def __post_init__(self) -> None:
        if (self.rate is None) == (self.refused is None):
            raise ValueError("a group has either a rate or a reason for having none")

    def to_dict(self) -> dict[str, Json]:
        """Return the rate as a JSON object."""
        return {
            "group": self.group,
            "events": self.events,
            "people": self.people,
            "rate": self.rate,
            "limits": self.limits.to_dict() if self.limits else None,
            "assumption": str(self.assumption),
            "warnings": [str(remark) for remark in self.warnings],
            "refused": None if self.refused is None else str(self.refused),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Disparity:
    """The rate of one group against that of another, or why they are not compared."""

    groups: tuple[str, str]
    ratio: float | None = None
    """None where the second group has no event."""
    ratio_limits: RateLimits | None = None
    """None where neither group has an event."""
    difference: float | None = None
    difference_limits: RateLimits | None = None
    assumption: Remark = ASSUMPTION
    does_not_show: Remark = ONLY_A_DIFFERENCE
    warnings: tuple[Remark, ...] = ()
    refused: Remark | None = None

    def __post_init__(self) -> None:
        if (self.difference is None) == (self.refused is None):
            raise ValueError("a comparison has either numbers or a reason for having none")

    def to_dict(self) -> dict[str, Json]:
        """Return the comparison as a JSON object."""
        return {
            "groups": list(self.groups),
            "ratio": self.ratio,
            "ratio_limits": self.ratio_limits.to_dict() if self.ratio_limits else None,
            "difference": self.difference,
            "difference_limits": (
                self.difference_limits.to_dict() if self.difference_limits else None
            ),
            "assumption": str(self.assumption),
            "does_not_show": str(self.does_not_show),
            "warnings": [str(remark) for remark in self.warnings],
            "refused": None if self.refused is None else str(self.refused),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRates:
    """Rates of groups drawn together, and the spread between groups that says how far."""

    groups: tuple[GroupRate, ...]
    shape: BetaBinomial | None
    """Distribution of the rates over groups of greatest likelihood; None where they differ no more
    than by chance, and where there are too few of them."""

    def to_dict(self) -> dict[str, Json]:
        """Return the rates as a JSON object."""
        return {
            "groups": [group.to_dict() for group in self.groups],
            "alpha": self.shape.alpha if self.shape else None,
            "beta": self.shape.beta if self.shape else None,
        }


def group_shares(
    groups: Sequence[str],
    events: Sequence[float],
    people: Sequence[float],
    *,
    level: float = 0.95,
    least: float = LEAST,
) -> tuple[GroupRate, ...]:
    """Return the share of people of each group whom an event befell, with exact limits.

    One entry a group in each sequence; an event counts once a person. A group of fewer than
    ``least`` people is refused, and its events are left out. Clopper and Pearson (1934).
    """
    return tuple(
        _too_small(group, of, least) or _share(group, count, of, level)
        for group, count, of in zip(groups, events, people, strict=True)
    )


def group_counts(
    groups: Sequence[str],
    events: Sequence[float],
    exposure: Sequence[float],
    *,
    level: float = 0.95,
    least: float = LEAST,
) -> tuple[GroupRate, ...]:
    """Return the events of each group per unit of exposure, such as stops per person-year.

    A person may have several events. A group with an exposure below ``least`` is refused. Garwood
    (1936).
    """
    return tuple(
        _too_small(group, of, least)
        or GroupRate(
            group=group,
            events=count,
            people=of,
            rate=count / of,
            limits=garwood(count, of, level),
        )
        for group, count, of in zip(groups, events, exposure, strict=True)
    )


def shared_shares(
    groups: Sequence[str],
    events: Sequence[float],
    people: Sequence[float],
    *,
    level: float = 0.95,
    least: float = LEAST,
) -> SharedRates:
    """Return shares drawn towards those of all groups, the smaller the group the further.

    The shares of the groups are taken as beta-distributed, and each group has the mean and the
    quantiles of its posterior, averaged over the shapes of that distribution that the counts allow
    (empirical Bayes with the doubt about the shape kept in). Assumes that nothing was known of a
    group that would set it apart from the others. Groups of fewer than ``least`` people are
    refused but count in the spread; with fewer than 3 groups all are refused.
    """
    for count, of in zip(events, people, strict=True):
        check_share(count, of, level)
    if len(groups) < _LEAST_GROUPS:
        reason = Remark.of(sentences.TOO_FEW_GROUPS, least=_LEAST_GROUPS, groups=len(groups))
        refused = [
            GroupRate(group=group, events=count, people=of, refused=reason)
            for group, count, of in zip(groups, events, people, strict=True)
        ]
        return SharedRates(groups=tuple(refused), shape=None)
    shape = fit_beta_binomial(events, people)
    said = (Remark.of(sentences.GROUPS_ALIKE),) if shape is None else ()
    shapes = likely_shapes(events, people)
    answers = [
        _too_small(group, of, least)
        or _drawn(group, count, of, shapes=shapes, level=level, said=said)
        for group, count, of in zip(groups, events, people, strict=True)
    ]
    return SharedRates(groups=tuple(answers), shape=shape)


def disparity(
    groups: tuple[str, str],
    events: tuple[float, float],
    people: tuple[float, float],
    *,
    level: float = 0.95,
    least: float = LEAST,
) -> Disparity:
    """Compare the shares of two groups: ratio and difference, first group against second.

    Score limits of Koopman (1984) and Newcombe (1998). Refused where a group counts fewer than
    ``least`` people.
    """
    for count, of in zip(events, people, strict=True):
        check_share(count, of, level)
    small = _small_of(groups, people, least)
    if small is not None:
        return Disparity(groups=groups, refused=small)
    nothing = sum(events) == 0
    return Disparity(
        groups=groups,
        ratio=_ratio(events, people),
        ratio_limits=None if nothing else koopman(events, people, level),
        difference=events[0] / people[0] - events[1] / people[1],
        difference_limits=newcombe(events, people, level),
        warnings=(Remark.of(sentences.NO_EVENT_IN_EITHER),) if nothing else (),
    )


def disparity_of_counts(
    groups: tuple[str, str],
    events: tuple[float, float],
    exposure: tuple[float, float],
    *,
    level: float = 0.95,
    least: float = LEAST,
) -> Disparity:
    """Compare the events of two groups per unit of exposure: ratio and difference.

    Exact limits of the ratio given the sum of the events; those of the difference come from the
    exact limits of each group. Refused where a group has less exposure than ``least``.
    """
    if min(exposure) <= 0 or min(events) < 0:
        raise UsageError("A rate needs a count of 0 or more and a positive exposure.", value=events)
    small = _small_of(groups, exposure, least)
    if small is not None:
        return Disparity(groups=groups, refused=small)
    nothing = sum(events) == 0
    return Disparity(
        groups=groups,
        ratio=_ratio(events, exposure),
        ratio_limits=None if nothing else ratio_of_counts(events, exposure, level),
        difference=events[0] / exposure[0] - events[1] / exposure[1],
        difference_limits=difference_of_counts(events, exposure, level),
        warnings=(Remark.of(sentences.NO_EVENT_IN_EITHER),) if nothing else (),
    )


def _share(group: str, events: float, people: float, level: float) -> GroupRate:
    limits = clopper_pearson(events, people, level)
    return GroupRate(group=group, events=events, people=people, rate=events / people, limits=limits)


def _drawn(
    group: str,
    events: float,
    people: float,
    *,
    shapes: Shapes,
    level: float,
    said: tuple[Remark, ...],
) -> GroupRate:
    low, high = (
        shapes.quantile(events, people, tail) for tail in (0.5 - level / 2, 0.5 + level / 2)
    )
    return GroupRate(
        group=group,
        events=events,
        people=people,
        rate=shapes.share(events, people),
        limits=RateLimits(low=low, high=high, level=level, method=RateInterval.BETA_BINOMIAL),
        warnings=said,
    )


def _ratio(events: tuple[float, float], among: tuple[float, float]) -> float | None:
    if events[1] == 0:
        return None
    return (events[0] / among[0]) / (events[1] / among[1])


def _too_small(group: str, people: float, least: float) -> GroupRate | None:
    if people >= least:
        return None
    reason = _small(group, people, least)
    return GroupRate(group=group, events=None, people=people, refused=reason)


def _small_of(groups: tuple[str, str], people: tuple[float, float], least: float) -> Remark | None:
    small = [(g, p) for g, p in zip(groups, people, strict=True) if p < least]
    return _small(*small[0], least) if small else None


def _small(group: str, people: float, least: float) -> Remark:
    return Remark.of(sentences.GROUP_TOO_SMALL, group=group, people=people, least=least)
