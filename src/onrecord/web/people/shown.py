"""How does a value of a mention read on a page, in the language of the reader?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.names.fold import fold
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.web.people.models import ListEvent, Mention
from onrecord.web.site import languages
from onrecord.web.site.choices import concept_label
from onrecord.web.site.words import period_text, said


def same_words(mentions: Sequence[Mention], text: Callable[[Mention], str]) -> bool:
    """Tell whether the stated texts are one, whatever their script and marks."""
    return len({fold(found) for mention in mentions if (found := text(mention))}) < 2


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a mention: its label, how it reads, and when several of them go together.

    ``agree`` is None for values that say nothing of the person.
    """

    label: str | Promise
    text: Callable[[Mention], str]
    agree: Callable[[Sequence[Mention], Callable[[Mention], str]], bool] | None = same_words


@dataclass(frozen=True, slots=True)
class Line:
    """One value as several mentions have it, and whether they differ in it."""

    label: str | Promise
    texts: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One value that a correction changed."""

    label: str | Promise
    before: str
    after: str


def facts_of(mention: Mention) -> list[tuple[str | Promise, str]]:
    """Return every value that a mention has, labelled."""
    found = ((fact.label, fact.text(mention)) for fact in FACTS)
    return [(label, text) for label, text in found if text]


def side_by_side(mentions: Sequence[Mention]) -> list[Line]:
    """Return each value as all mentions have it; what no mention has is left out.

    Values differ where two mentions state what cannot both be: spelling in another script, or
    a year beside a day of it, is no difference.
    """
    lines = []
    for fact in FACTS:
        texts = tuple(fact.text(mention) for mention in mentions)
        if any(texts):
            differs = fact.agree is not None and not fact.agree(mentions, fact.text)
            lines.append(Line(fact.label, texts, differs))
    return lines


def changes(before: Mention, after: Mention) -> list[Change]:
    """Return what a correction changed, as it reads."""
    pairs = ((fact.label, fact.text(before), fact.text(after)) for fact in FACTS)
    return [Change(*pair) for pair in pairs if pair[1] != pair[2]]


LISTED_FIELDS: dict[str, str | Promise] = {
    "name": gettext_lazy("Full name"),
    "father": gettext_lazy("Father's name"),
    "sex": gettext_lazy("Sex"),
    "birth": gettext_lazy("Born"),
    "age": gettext_lazy("Age"),
    "municipality": gettext_lazy("Municipality"),
    "village": gettext_lazy("Village"),
    "death": gettext_lazy("Date"),
    "record_id": gettext_lazy("Record id"),
}
"""What two versions of a list are compared by."""

_MANNERS: dict[str, str | Promise] = {
    "spelling": gettext_lazy("spelling only"),
    "exactness": gettext_lazy("more or less exact"),
}


@dataclass(frozen=True, slots=True)
class ListChange:
    """One value that differs between two versions of a list; ``manner`` where it needs a word."""

    label: str | Promise
    before: str
    after: str
    manner: str | Promise


def list_changes(event: ListEvent) -> list[ListChange]:
    """Return what changed in a row between two versions of its list."""
    return [
        ListChange(
            LISTED_FIELDS.get(field, field),
            _listed(field, before),
            _listed(field, after),
            _MANNERS.get(manner, ""),
        )
        for field, before, after, manner in event.changes
    ]


def changes_in_words(event: ListEvent) -> str:
    """Return what changed in a row, in one line."""
    told = []
    for change in list_changes(event):
        words = f"{change.label}: {change.before or '–'} → {change.after or '–'}"
        told.append(f"{words} ({change.manner})" if change.manner else words)
    return "; ".join(told)


def remarks_in_words(event: ListEvent) -> str:
    """Return what is said of an event, in the language of the reader."""
    return " ".join(said(Remark.from_plain(remark)) for remark in event.remarks)


def _listed(field: str, text: str) -> str:
    if field in {"birth", "death"}:
        return period_text(text)
    return sex(text) if field == "sex" and text else text


def name(mention: Mention) -> str:
    """Return the name, or words that say that the source gives none."""
    return mention.name or _("no name given")


def sex(value: str) -> str:
    """Return the word for a stored sex."""
    return concept_label("sexes", value)


def age(mention: Mention) -> str:
    """Return the age in years, or its bounds."""
    if mention.age is not None:
        return f"{mention.age:g}"
    low, high = mention.age_low, mention.age_high
    if low is None and high is None:
        return ""
    return f"{'' if low is None else f'{low:g}'}–{'' if high is None else f'{high:g}'}"


def born(mention: Mention) -> str:
    """Return the birth date, or the age where only that is stated."""
    if mention.birth:
        return period_text(mention.birth)
    years = age(mention)
    return _("age {years}").format(years=years) if years else ""


def place(mention: Mention) -> str:
    """Return village and municipality as the source writes them."""
    return ", ".join(part for part in (mention.village, mention.municipality) if part)


def known_place(mention: Mention) -> str:
    """Return the place of the gazetteer in the language of the reader."""
    if not mention.place:
        return ""
    return Gazetteer.default().name(mention.place, languages.code())


def covered(mention: Mention) -> str:
    """Return which lists hold the row, which do not, and which did not cover it."""
    words = {True: _("yes"), False: _("no"), None: _("not covered")}
    return ", ".join(f"{key}: {words[value]}" for key, value in mention.memberships.items())


def _same_time(stored: Callable[[Mention], str]) -> Callable[..., bool]:
    """Return a comparison of dates: they agree where each pair can be the same time."""

    def agree(mentions: Sequence[Mention], text: Callable[[Mention], str]) -> bool:
        try:
            periods = [Period.from_edtf(edtf) for m in mentions if (edtf := stored(m))]
        except InputError:
            return same_words(mentions, text)
        return all(one.overlaps(other) for one, other in combinations(periods, 2))

    return agree


def _same_place(mentions: Sequence[Mention], text: Callable[[Mention], str]) -> bool:
    """Tell whether municipalities are one: by the gazetteer where it knows them all."""
    stating = [mention for mention in mentions if mention.municipality]
    if not all(mention.place for mention in stating):
        return same_words(stating, text)
    gazetteer = Gazetteer.default()
    units = [{*gazetteer.municipalities_of(mention.place)} for mention in stating]
    return all(one & other for one, other in combinations(units, 2))


FACTS = (
    Fact(gettext_lazy("Full name"), lambda m: m.name),
    Fact(gettext_lazy("Given name"), lambda m: m.given),
    Fact(gettext_lazy("Father's name"), lambda m: m.father),
    Fact(gettext_lazy("Surname"), lambda m: m.surname),
    Fact(gettext_lazy("Sex"), lambda m: sex(m.sex)),
    Fact(gettext_lazy("Born"), lambda m: period_text(m.birth), _same_time(lambda m: m.birth)),
    Fact(gettext_lazy("Age"), age),
    Fact(gettext_lazy("Date"), lambda m: period_text(m.death), _same_time(lambda m: m.death)),
    Fact(gettext_lazy("Municipality"), lambda m: m.municipality, _same_place),
    Fact(gettext_lazy("Village"), lambda m: m.village),
    Fact(gettext_lazy("Place in the gazetteer"), known_place, None),
    Fact(gettext_lazy("Fate"), lambda m: concept_label("outcomes", m.fate)),
    Fact(gettext_lazy("List"), lambda m: m.list_name, None),
    Fact(gettext_lazy("Lists that hold the row"), covered, None),
    Fact(gettext_lazy("Record id"), lambda m: m.record_id, None),
    Fact(
        gettext_lazy("Weight"),
        lambda m: "" if m.weight == 1 else f"{m.weight:g}",
        None,
    ),
)
