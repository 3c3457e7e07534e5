"""Two invented lists of thirty people each, linked by the plain scorer of the tests.

Run in a process of its own on a register: ``fill`` opens it as commands do.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

from onrecord.adapters.read.mapping import Mapping
from onrecord.cli._django import setup

_GIVEN = ("Arta", "Besa", "Enver", "Fatime", "Goran", "Драгана")
_SURNAMES = ("Krasniqi", "Gashi", "Hoxha", "Јовановић", "Bora")
_OTHERWISE = {"Krasniqi": "Krasnići", "Gashi": "Гаши", "Hoxha": "Hodža", "Bora": "Bora"}
_TOWNS = ("Klina", "Prizren", "Pejë")
_MAPPING = Mapping.from_dict(
    {
        "id": "uid",
        "list": "list",
        "names": {"given": "given", "surname": "surname", "father": "father"},
        "birth": "born",
        "place": {"municipality": "municipality"},
    }
)


def fill(folder: str, second: float) -> None:
    """Bring the lists in as Arta and link them; a share ``second`` is for two reviewers."""
    setup(Path(folder))
    _fill(second)


def lists() -> str:
    """Return both lists as CSV: every third person is born a year later on the second."""
    lines = ["uid,list,given,surname,father,born,municipality"]
    for number, (given, surname) in enumerate(product(_GIVEN, _SURNAMES)):
        town, born = _TOWNS[number % 3], 1940 + number
        lines.append(f"{number},Elm,{given},{surname},Agim,{born},{town}")
        other = _OTHERWISE.get(surname, surname)
        there = _TOWNS[(number + (number % 4 == 0)) % 3]
        lines.append(f"{number},Lime,{given},{other},,{born + (number % 3 == 0)},{there}")
    lines.append("31,Oak,Arta,Krasniqi,Agim,1940,Klina")
    return "\n".join(lines)


def _fill(second: float) -> None:
    # Django is set up by now; before it was, its models could not be imported.
    from tests.linking import score  # noqa: PLC0415

    from onrecord.web.accounts.models import Compartment, User  # noqa: PLC0415
    from onrecord.web.linkage import services  # noqa: PLC0415
    from onrecord.web.linkage.reading import named  # noqa: PLC0415
    from onrecord.web.people.models import Mention  # noqa: PLC0415
    from onrecord.web.people.services import imports  # noqa: PLC0415
    from onrecord.web.sources.services import add_source, take_in  # noqa: PLC0415

    arta, general = User.objects.get(username="arta"), Compartment.objects.get(name="general")
    source = add_source(
        {"title": "Two lists of the trees", "kind": "source/list"},
        compartment_id=general.pk,
        by=arta,
    )
    exhibit = take_in(source, lists().encode(), name="trees.csv", by=arta)
    batch = imports.commit(imports.stage(exhibit, _MAPPING, by=arta).batch, by=arta)
    rows = list(Mention.objects.filter(batch=batch).order_by("line"))
    asked = services.Asked(lowest=0.03, second=second, measured=20)
    scoring = score(
        [named(row) for row in rows],
        (),
        threshold=asked.threshold,
        lowest=asked.lowest,
        tell=lambda _done, _all: None,
    )
    services.keep(general.pk, rows, scoring, asked, by=arta)
