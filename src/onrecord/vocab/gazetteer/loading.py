"""How the places of the gazetteer come from its data files into memory."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files

from onrecord.core.kernel.period import Period
from onrecord.core.kernel.place import NameForm, Parent, Place, PlaceCode, PlaceKind, PlaceName
from onrecord.vocab.gazetteer.places_file import read_places

Row = dict[str, str]


def load_units() -> tuple[Place, ...]:
    """Return Kosovo, its districts and municipalities of every date."""
    names: dict[str, list[PlaceName]] = defaultdict(list)
    for row in data_rows("names.csv"):
        name = PlaceName(row["text"], row["language"], NameForm(row["form"]), _period(row["valid"]))
        names[row["place"]].append(name)
    links: dict[tuple[str, str], list[Parent]] = defaultdict(list)
    for row in data_rows("links.csv"):
        link = Parent(row["parent"], _period(row["valid"]))
        links[row["child"], row["relation"]].append(link)
    rows = [
        *data_rows("districts.csv"),
        *({**row, "kind": "municipality"} for row in data_rows("municipalities.csv")),
    ]
    return tuple(_unit(row, names, links) for row in rows)


def load_towns(units: Iterable[Place]) -> tuple[Place, ...]:
    """Return the towns that an openly licensed package supplies; a wrong row is our fault."""
    read = read_places(data_text("towns.csv"), {unit.id: unit for unit in units}, file="towns.csv")
    if read.rejected:
        raise read.rejected[0]
    return read.places


def data_rows(name: str) -> list[Row]:
    """Return the rows of a data file of the gazetteer."""
    return list(csv.DictReader(io.StringIO(data_text(name))))


def data_text(name: str) -> str:
    """Return the text of a data file of the gazetteer."""
    return (files(__package__) / "data" / name).read_text(encoding="utf-8")


def _unit(
    row: Row,
    names: dict[str, list[PlaceName]],
    links: dict[tuple[str, str], list[Parent]],
) -> Place:
    return Place(
        id=row["id"],
        kind=PlaceKind(row["kind"]),
        names=tuple(names[row["id"]]),
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        parents=tuple(links[row["id"], "part_of"]),
        predecessors=tuple(links[row["id"], "from"]),
        codes=tuple(
            PlaceCode(scheme, row[column]) for column, scheme in _CODES.items() if row.get(column)
        ),
        valid=tuple(Period.from_edtf(one) for one in row["valid"].split(";") if one),
    )


_CODES = {
    "hrdag_mcode": "hrdag-mcode",
    "geonames_id": "geonames",
    "geonames_admin1_2012": "geonames-admin1-2012",
    "seat_geonames_id": "geonames-seat",
    "iso_3166_2": "iso-3166-2",
    "wof_code": "wof",
}


def _period(text: str) -> Period | None:
    return Period.from_edtf(text) if text else None
