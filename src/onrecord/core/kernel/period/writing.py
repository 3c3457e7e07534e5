"""How a period reads in words of English, Albanian and Serbian."""

from __future__ import annotations

from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.period.stretch import (
    Precision,
    Qualifier,
    Stretch,
    ends_of,
    named_unit,
    third_of,
    unit_of,
)
from onrecord.core.kernel.period.words import WORDS, Words


def written(stretch: Stretch, language: str) -> str:
    """Return a stretch in words; ``UsageError`` for a language other than our four."""
    words = WORDS.get(language)
    if words is None:
        raise UsageError(
            "dates are not written in this language",
            value=language,
            remedy=f"Use {', '.join(WORDS)}.",
        )
    if stretch.qualifier is Qualifier.BEFORE:
        return words.before.format(x=_unit(named_unit(stretch), words, of=True))
    if stretch.qualifier is Qualifier.AFTER:
        return words.after.format(x=_unit(named_unit(stretch), words, of=True))
    if stretch.qualifier is Qualifier.CIRCA:
        return _vague(stretch, words)
    return _plain(stretch, words)


def _vague(stretch: Stretch, words: Words) -> str:
    third = third_of(stretch)
    if third is not None and stretch.earliest is not None:
        whole = unit_of(stretch.earliest, stretch.precision)
        return words.thirds[third].format(x=_unit(whole, words, of=True))
    if stretch.precision is Precision.INTERVAL:
        return words.circa.format(x=_plain(stretch, words))
    return words.circa.format(x=_unit(stretch, words, of=True))


def _plain(stretch: Stretch, words: Words) -> str:
    if stretch.precision is not Precision.INTERVAL:
        return _unit(stretch, words, of=False)
    of = bool(words.interval_of)
    start, end = (_unit(unit, words, of=of) for unit in ends_of(stretch))
    return words.interval.format(a=start, b=end)


def _unit(stretch: Stretch, words: Words, *, of: bool) -> str:
    first = named_unit(stretch).earliest
    if first is None:
        raise UsageError("this period names no unit")
    name = stretch.precision.value
    template: str = getattr(words, f"{name}_of" if of else name)
    year = f"{first.year}"
    if stretch.precision is Precision.SEASON and first.month == 12:
        year = f"{first.year}/{first.year + 1}"
    season = first.month // 3 - 1
    return template.format(
        d=first.day,
        y=year,
        month=words.months[first.month - 1],
        month_of=(words.months_of or words.months)[first.month - 1],
        season=words.seasons[season],
        season_of=(words.seasons_of or words.seasons)[season],
    )
