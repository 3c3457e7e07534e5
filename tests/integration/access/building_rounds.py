"""How is a side filled with rounds of blind coding, open and closed, notes and missing terms?"""

from __future__ import annotations

from dataclasses import replace

from tests.integration.access.sides import NUMBERS, Side

from onrecord.web.accounts.models import User
from onrecord.web.coding import services as coding
from onrecord.web.coding.comparable import FIELDS
from onrecord.web.coding.models import Coding, Seat, Suggestion
from onrecord.web.coding.selectors import rounds
from onrecord.web.sources.models import Exhibit, Source
from onrecord.web.sources.services import keep_text, take_in

_ALL = [field.key for field in FIELDS]


def build_rounds(side: Side, source: Source, word: str, *, by: User, second: User) -> Side:
    """Let two coders work on documents of the side, one round open and one closed."""
    side = _open(side, _text(source, word, "open", by), word, by=by, second=second)
    side = _closed(side, _text(source, word, "closed", by), word, by=by, second=second)
    side = _codebook(side, _text(source, word, "given", by), word, by=by)
    return replace(side, to_move=_suggest(Exhibit.objects.get(pk=side.text), word, 12, 24, by).pk)


def _open(side: Side, text: Exhibit, word: str, *, by: User, second: User) -> Side:
    suggested = _suggest(text, word, 3, 30, by)
    opened = coding.open_round(
        text, [by, second], fields=_ALL, by=by, instruction=f"with care in {word}"
    )
    coded = _figure(text, 4, 16, word, f"people of {word}", by)
    coded = coding.correct_coding(coded, coded.values_coded, by=by, reason=f"again in {word}")
    coding.reject(suggested, by=second, reason=f"none in {word}")
    seat = Seat.objects.current().get(round=opened.stem, coder=by)
    return replace(
        side,
        blind_text=text.pk,
        blind_suggestion=suggested.pk,
        open_round=opened.stem,
        open_version=opened.pk,
        seat=seat.pk,
        coding=coded.stem,
        coding_version=coded.pk,
    )


def _closed(side: Side, text: Exhibit, word: str, *, by: User, second: User) -> Side:
    opened = coding.open_round(text, [by, second], fields=_ALL, by=by)
    for start, end, groups in (
        (3, 12, ("elders", "elders")),
        (14, 24, ("men", "women")),
        (26, 34, ("old", "young")),
    ):
        for coder, group in zip((by, second), groups, strict=True):
            _figure(text, start, end, word, f"{group} of {word}", coder)
    coding.code_act(
        text,
        {"act_type": "act/killing-deliberate", "victim_name": f"Besim {word}"},
        cites={name: [(3, 20)] for name in ("act_type", "victim_name")},
        by=by,
    )
    seat = Seat.objects.current().get(round=opened.stem, coder=second)
    coding.finish(seat, by=second)
    closed = coding.close_round(opened, by=by, reason=f"in a hurry in {word}")
    units = rounds.result(by, closed).to_judge()
    figures = [unit for unit in units if unit.kind == "figure"]
    coding.settle(closed, figures[0], {"group": 0}, by=by, reason=f"as printed in {word}")
    return replace(side, closed_round=closed.stem, unit=figures[1].key)


def _codebook(side: Side, text: Exhibit, word: str, *, by: User) -> Side:
    note = coding.write_note(
        "acts",
        "act/killing",
        {
            "definition": f"understood as in {word}",
            "rule": f"rule of {word}",
            "example": f"example of {word}",
        },
        compartment_id=side.compartment,
        by=by,
        reason=f"asked in {word}",
    )
    term = coding.propose_term(
        {"scheme": "acts", "label": f"term of {word}", "definition": f"what {word} calls so"},
        by=by,
        text=text,
        span=(3, 20),
    )
    term = coding.decide_term(term, "declined", by=by, reason=f"there is one in {word}")
    return replace(
        side,
        to_give=text.pk,
        note_version=note.pk,
        term=term.stem,
        term_version=term.pk,
    )


def _text(source: Source, word: str, name: str, by: User) -> Exhibit:
    content = f"In {word} armed men killed {NUMBERS[word]:,} persons, the {name} report says. "
    exhibit = take_in(source, content.encode(), name=f"{name}-{word}.txt", by=by)
    return keep_text(
        exhibit, content, [(0, len(content))], by=by, tool="test", parameters={"language": "en"}
    )


def _figure(text: Exhibit, start: int, end: int, word: str, group: str, by: User) -> Coding:
    values = {"bound": "exact", "value": 17.0, "unit": "persons", "group": group, "place": word}
    made = coding.code_figure(text, start, end, values=values, by=by)
    assert isinstance(made, Coding)
    return made


def _suggest(text: Exhibit, word: str, start: int, end: int, by: User) -> Suggestion:
    rule = f"third rule of {word}"
    return Suggestion.objects.create(
        exhibit=text,
        kind="figure",
        payload={
            "bound": "exact",
            "value": NUMBERS[word],
            "unit": "persons",
            "place": word,
            "start": start,
            "end": end,
            "quote": f"words of {word}",
            "rule": rule,
        },
        start=start,
        end=end,
        rule=rule,
        tool=f"test of {word}",
        compartment_id=text.compartment_id,
        made_by_id=by.pk,
    )
