"""A register of the size of a country's: 100,000 mentions and thousands of everything else.

Every name is put together from small tables of syllables; nobody of that name is meant. What is
slow to record one by one (figures, accounts, acts, persons) is written in bulk, with the log.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from django.db import transaction

from onrecord.adapters.read.mapping import Mapping
from onrecord.core.kernel.place import Place
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.web.accounts.models import Compartment, User
from onrecord.web.coding.coded import coded
from onrecord.web.coding.models import (
    Account,
    AccountPassage,
    Act,
    ActBasis,
    Event,
    EventLink,
    Involvement,
    Suggestion,
)
from onrecord.web.estimates.selectors import ListChoice
from onrecord.web.estimates.services import Order, counted_lists, make
from onrecord.web.figures.models import Figure, Placement, Question
from onrecord.web.people.models import Batch, Mention, Person, PersonDecision
from onrecord.web.people.services import imports
from onrecord.web.people.services.persons import rebuild
from onrecord.web.sources.models import Exhibit, Passage, Source
from onrecord.web.sources.services import add_source, keep_text, take_in

_GIVEN = (
    ("Ar", "Be", "Dra", "En", "Fa", "Go", "Li", "Mi", "Ne", "Va", "Sha", "Zo"),
    ("ta", "sim", "gana", "ver", "time", "ran", "ndi", "lica", "bojša", "lon", "qir", "rana"),
)
_SURNAME = (
    ("Gash", "Krasn", "Hox", "Ber", "Petr", "Mark", "Shal", "Blak", "Jov", "Nik", "Rex", "Sel"),
    ("i", "iqi", "ha", "isha", "ović", "ić", "a", "aj", "anović", "oli", "hepi", "imi"),
)
_COLUMNS = (
    *("id", "given", "surname", "father", "sex", "born", "age", "municipality", "village"),
    "died",
)
_MAPPING = """
id: id
list_name: {name}
names: {{given: given, surname: surname, father: father}}
sex: sex
birth: born
age: age
place: {{municipality: municipality, village: village}}
death: died
"""
_SENTENCE = "On {day} April 1999 armed men killed {number} persons in the village, said Arta. "


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of everything."""

    mentions: int = 100_000
    persons: int = 3_000
    sources: int = 300
    figures: int = 6_000
    acts: int = 6_000


@dataclass(slots=True)
class _Work:
    """What all steps share."""

    size: Size
    by: User
    compartments: list[Compartment]
    chance: np.random.Generator
    places: list[Place]

    def made(self, compartment: int) -> dict[str, int]:
        """Return the fields that every row has."""
        return {"compartment_id": compartment, "made_by_id": self.by.pk}


def build(size: Size, say: Callable[[str], None]) -> None:
    """Fill an empty register; ``say`` is told each step.

    The user ``dragana`` may enter two of three compartments: they hold all the mentions that
    ``size`` names. A tenth as many lie in the third, which she must never meet.
    """
    general = Compartment.objects.get(name="general")
    others = [Compartment.objects.create(name=n, title=n.capitalize()) for n in ("north", "south")]
    dragana = User.objects.create(username="dragana", role="supervisor")
    dragana.compartments.set([general, others[0]])
    everywhere = User.objects.create(username="goran", role="supervisor")
    everywhere.compartments.set([general, *others])
    work = _Work(
        size=size,
        by=everywhere,
        compartments=[general, *others],
        chance=np.random.default_rng(1999),
        places=list(Gazetteer.default().municipalities(on=date(1999, 4, 1))),
    )
    say("sources and a document")
    sources = _sources(work)
    say(f"{size.figures:,} figures and their questions")
    _figures(work, sources)
    say(f"{size.mentions:,} mentions")
    lists = _mentions(work)
    say(f"{size.persons:,} persons")
    _persons(work)
    say(f"{size.acts:,} accounts and acts")
    _acts(work, sources)
    say("an estimate from the lists")
    make(counted_lists(lists, by=everywhere), Order(title="All lists"), by=everywhere)


def _sources(work: _Work) -> list[Source]:
    sources = []
    for number in range(work.size.sources):
        compartment = work.compartments[number % 3]
        values = {
            "title": f"Report {number:04} of the office of {_name(work, _SURNAME)}",
            "kind": "source/report",
            "originator": _name(work, _SURNAME),
        }
        source = add_source(values, compartment_id=compartment.pk, by=work.by)
        content = f"Report {number}. {_SENTENCE.format(day=1 + number % 28, number=number)}"
        take_in(source, content.encode(), name=f"report-{number:04}.txt", by=work.by)
        sources.append(source)
    _document(work, sources[0])
    return sources


def _document(work: _Work, source: Source) -> None:
    """Let one source have a long text of which much is suggested."""
    text = "".join(_SENTENCE.format(day=1 + n % 28, number=n) for n in range(500))
    exhibit = take_in(source, text.encode(), name="long.txt", by=work.by)
    kept = keep_text(exhibit, text, [(0, len(text))], by=work.by, tool="benchmark", parameters={})
    starts = [0]
    while (found := text.find("On ", starts[-1] + 1)) > 0:
        starts.append(found)
    Suggestion.objects.bulk_create(
        Suggestion(
            exhibit=kept,
            kind="figure",
            payload={"bound": "exact", "value": number, "quote": text[start : start + 40]},
            start=start,
            end=start + 40,
            rule="benchmark",
            tool="benchmark",
            **work.made(source.compartment_id),
        )
        for number, start in enumerate(starts)
    )


def _figures(work: _Work, sources: list[Source]) -> None:
    figures = [
        Figure(
            source=source,
            value=float(number),
            measure="figure/killed" if number % 2 else "figure/missing-open",
            group=f"group {number % 40}",
            place=f"place {number % 300}",
            period="1999",
            as_of=f"1999-{1 + number % 12:02}",
            where=f"p. {number % 90}",
            **work.made(source.compartment_id),
        )
        for number in range(work.size.figures)
        for source in [sources[number % len(sources)]]
    ]
    Figure.objects.bulk_create(figures, batch_size=500)
    questions = [
        Question(
            title=f"How many in the year, question {number}?",
            measure="figure/killed",
            **work.made(work.compartments[0].pk),
        )
        for number in range(max(1, work.size.figures // 40))
    ]
    Question.objects.bulk_create(questions)
    general = [figure for figure in figures if figure.compartment_id == work.compartments[0].pk]
    Placement.objects.bulk_create(
        [
            Placement(
                question=questions[number % len(questions)].stem,
                figure=figure.stem,
                reason="It says so.",
                **work.made(work.compartments[0].pk),
            )
            for number, figure in enumerate(general[: len(general) * 3 // 4])
        ],
        batch_size=500,
    )


def _mentions(work: _Work) -> list[ListChoice]:
    half, tenth = work.size.mentions // 2, work.size.mentions // 10
    chosen = []
    for name, compartment, rows in zip(
        ("Elm", "Lime", "Oak"), work.compartments, (half, half - tenth, tenth), strict=True
    ):
        values = {"title": f"List {name}", "kind": "source/list"}
        source = add_source(values, compartment_id=compartment.pk, by=work.by)
        content = _list(work, rows).encode()
        exhibit = take_in(source, content, name=f"list-{name}.csv", by=work.by)
        mapping = Mapping.from_yaml(_MAPPING.format(name=name))
        batch = imports.commit(imports.stage(exhibit, mapping, by=work.by).batch, by=work.by)
        chosen.append(ListChoice(source.pk, name, rows))
        if name == "Lime":
            _later_version(work, source, batch, content)
    return chosen[:2]


def _later_version(work: _Work, source: Source, earlier: Batch, content: bytes) -> None:
    """Publish a list again: every fourth row is still there."""
    head, *rows = content.splitlines(keepends=True)
    exhibit = take_in(source, b"".join([head, *rows[::4]]), name="list-Lime-2.csv", by=work.by)
    mapping = Mapping.from_yaml(_MAPPING.format(name="Lime again"))
    staged = imports.stage(exhibit, mapping, by=work.by).batch
    imports.commit(staged, by=work.by, earlier=earlier)


def _list(work: _Work, rows: int) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    names = [place.names[0].text for place in work.places]
    draws = work.chance.integers(0, 10_000, (rows, 8)).tolist()
    for row, d in enumerate(draws):
        writer.writerow(
            [
                row,
                _word(_GIVEN, d[0]),
                _word(_SURNAME, d[1]),
                _word(_GIVEN, d[2]),
                "MF"[d[3] % 2],
                1920 + d[4] % 75,
                d[4] % 75 + 4,
                names[d[5] % len(names)],
                f"Village {d[6] % 400}",
                f"1999-{1 + d[7] % 12:02}-{1 + d[7] % 28:02}",
            ]
        )
    return file.getvalue()


def _persons(work: _Work) -> None:
    """Judge pairs of mentions of one list to be one person, in the compartment of the list."""
    for compartment in work.compartments[:2]:
        count = min(work.size.persons, work.size.mentions // 4) // 2
        stems = list(
            Mention.objects.filter(compartment=compartment)
            .order_by("folded", "pk")
            .values_list("stem", flat=True)[: 2 * count]
        )
        persons = [
            Person(code=f"P-{compartment.pk}{number:04}", **work.made(compartment.pk))
            for number in range(count)
        ]
        Person.objects.bulk_create(persons, batch_size=500)
        PersonDecision.objects.bulk_create(
            [
                PersonDecision(
                    kind="merge",
                    person=person,
                    mentions=[str(stem) for stem in stems[2 * number : 2 * number + 2]],
                    reason="The same name and day.",
                    **work.made(compartment.pk),
                )
                for number, person in enumerate(persons)
            ],
            batch_size=500,
        )
        with transaction.atomic():
            rebuild(compartment.pk, work.by)


def _acts(work: _Work, sources: list[Source]) -> None:
    exhibits = {e.source_id: e for e in Exhibit.objects.filter(derived_from=None)}
    passages = [
        Passage(exhibit=exhibits[s.pk], start=0, end=20, **work.made(s.compartment_id))
        for s in sources
    ]
    Passage.objects.bulk_create(passages, batch_size=500)
    events = _events(work)
    values = [_act_values(work, number) for number in range(work.size.acts)]
    accounts = [
        Account(source=source, **work.made(source.compartment_id), **fields)
        for number, fields in enumerate(values)
        for source in [sources[number % len(sources)]]
    ]
    Account.objects.bulk_create(accounts, batch_size=500)
    AccountPassage.objects.bulk_create(
        [
            AccountPassage(
                account=account,
                field="act_type",
                passage=passages[number % len(passages)],
                **work.made(account.compartment_id),
            )
            for number, account in enumerate(accounts)
        ],
        batch_size=500,
    )
    acts = [
        Act(event=events[number % len(events)].stem, **work.made(account.compartment_id), **fields)
        for number, (account, fields) in enumerate(zip(accounts, values, strict=True))
    ]
    Act.objects.bulk_create(acts, batch_size=500)
    _resting(work, acts, accounts)


def _events(work: _Work) -> list[Event]:
    events = [
        Event(
            title=f"Attack {number:04} on {_name(work, _SURNAME)}",
            **coded({"period": "1999-04"}, Event),
            **work.made(work.compartments[0].pk),
        )
        for number in range(max(2, work.size.acts // 20))
    ]
    Event.objects.bulk_create(events, batch_size=500)
    EventLink.objects.bulk_create(
        [
            EventLink(event=a.stem, other=b.stem, kind="precedes", **work.made(a.compartment_id))
            for a, b in pairwise(events)
        ],
        batch_size=500,
    )
    return events


def _act_values(work: _Work, number: int) -> dict[str, object]:
    kinds = ("act/killing-deliberate", "act/abduction", "act/homes-destroyed", "act/beating")
    values = {
        "act_type": kinds[number % len(kinds)],
        "victim_name": f"{_name(work, _GIVEN)} {_name(work, _SURNAME)}",
        "period": f"1999-{1 + number % 12:02}-{1 + number % 28:02}",
        "place_text": f"Village {number % 400}",
        "place_id": work.places[number % len(work.places)].id,
    }
    return coded(values, Act)


def _resting(work: _Work, acts: list[Act], accounts: list[Account]) -> None:
    ActBasis.objects.bulk_create(
        [
            ActBasis(act=act, account=account.stem, **work.made(act.compartment_id))
            for act, account in zip(acts, accounts, strict=True)
        ],
        batch_size=500,
    )
    Involvement.objects.bulk_create(
        [
            Involvement(
                act=act.stem,
                perpetrator_text="armed men in uniform",
                mode="involvement/carried-out",
                evidential_status="status/alleged",
                basis=account.stem,
                **work.made(act.compartment_id),
            )
            for act, account in zip(acts[::2], accounts[::2], strict=True)
        ],
        batch_size=500,
    )


def _name(work: _Work, syllables: tuple[Iterable[str], ...]) -> str:
    return _word(syllables, int(work.chance.integers(0, 10_000)))


def _word(syllables: tuple[Iterable[str], ...], number: int) -> str:
    first, last = (tuple(each) for each in syllables)
    return first[number % len(first)] + last[number // len(first) % len(last)]
