"""Which whole accounts a text offers: an act with its number, people, place, period and source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.core.document.acts.suggestion import ActStatus, ActSuggestion
from onrecord.core.document.people.mention import PersonMention
from onrecord.core.document.spans import Quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSuggestion:
    """A whole account offered to a coder: who did what to whom, where, when, according to whom.

    ``figure`` counts the victims where a number stands in their phrase. ``people`` are the
    persons named as victims or as alleged perpetrator. ``start`` to ``end`` is the sentence.
    What the sentence does not state is empty in ``act``.
    """

    act: ActSuggestion
    figure: Quoted | None
    people: tuple[PersonMention, ...]
    start: int
    end: int
    quote: str
    rule: str

    def as_row(self) -> dict[str, object]:
        """Return the account as a row: the act, the words of its number, and names."""
        return {
            "act": self.act.as_row(),
            "figure": None if self.figure is None else self.figure.quote,
            "people": [person.name for person in self.people],
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "rule": self.rule,
        }


def accounts_in(
    span: tuple[int, int],
    text: str,
    acts: Iterable[ActSuggestion],
    *,
    figures: Sequence[Quoted],
    people: Sequence[PersonMention],
) -> list[AccountSuggestion]:
    """Return an account for each asserted act of one sentence that says more than the act.

    An act of which the sentence states neither victim nor perpetrator, place, period nor
    source is no account: nobody could tell one such act from another.
    """
    start, end = span
    return [
        AccountSuggestion(
            act=act,
            figure=_figure_of(act, figures),
            people=_people_of(act, people),
            start=start,
            end=end,
            quote=text[start:end],
            rule=f"one_sentence+{act.rule}",
        )
        for act in acts
        if act.status is ActStatus.asserted and _says_more(act)
    ]


def _says_more(act: ActSuggestion) -> bool:
    return any((act.victims, act.alleged_perpetrator, act.place, act.period, act.attribution))


def _figure_of(act: ActSuggestion, figures: Iterable[Quoted]) -> Quoted | None:
    if act.victims_span is None:
        return None
    start, end = act.victims_span
    return next((one for one in figures if start < one.end and one.start < end), None)


def _people_of(act: ActSuggestion, people: Iterable[PersonMention]) -> tuple[PersonMention, ...]:
    spans = [span for span in (act.victims_span, act.perpetrator_span) if span is not None]
    return tuple(
        person
        for person in people
        if any(start < person.end and person.start < end for start, end in spans)
    )
