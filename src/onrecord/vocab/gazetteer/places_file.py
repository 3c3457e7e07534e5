"""Our own file of places: one row a place, names by language separated by ``|``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.place import Place, PlaceCode, PlaceKind
from onrecord.vocab.gazetteer.rows import (
    UNTAGGED,
    dated_parents,
    names_in,
    position,
    untagged_names,
    with_an_official,
)

LANGUAGES = ("sq", "sr-Latn", "sr-Cyrl")
COLUMNS = ("id", "latitude", "longitude", "municipality", *LANGUAGES, "other", "codes")


class ReadPlaces(NamedTuple):
    """Places that were read, and one error for each row that was not."""

    places: tuple[Place, ...]
    rejected: tuple[InputError, ...]


def read_places(text: str, municipalities: Mapping[str, Place], *, file: str = "") -> ReadPlaces:
    """Return the settlements of a places file; ``InputError`` if its columns are not ours.

    ``municipalities`` are the known ones by id; they date the parents of each settlement.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = set(COLUMNS) - {"codes"} - set(rows.fieldnames or ())
    if missing:
        raise InputError(
            "a places file without the columns {missing}",
            file=file or None,
            line=1,
            missing=", ".join(sorted(missing)),
            remedy=f"The columns are {', '.join(COLUMNS)}.",
        )
    places: dict[str, Place] = {}
    rejected: list[InputError] = []
    for row in rows:
        try:
            place = _place(row, municipalities)
            _refuse_twice(place, places)
        except InputError as error:
            rejected.append(at_line(error, file, rows.line_num))
        else:
            places[place.id] = place
    return ReadPlaces(tuple(places.values()), tuple(rejected))


def write_places(places: Iterable[Place]) -> str:
    """Return settlements as the text of a places file, which :func:`read_places` reads."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for place in places:
        by_language = [
            "|".join(name.text for name in place.names if name.language == language)
            for language in (*LANGUAGES, UNTAGGED)
        ]
        codes = "|".join(f"{code.scheme}:{code.value}" for code in place.codes)
        parent = place.parent_on() or ""
        rows.writerow([place.id, place.latitude, place.longitude, parent, *by_language, codes])
    return out.getvalue()


def at_line(error: InputError, file: str, line: int) -> InputError:
    """Return the same error with the file and line where it happened."""
    return InputError(
        error.template,
        file=file or None,
        line=line,
        column=error.column,
        value=error.value,
        remedy=error.remedy,
        **error.params,
    )


def _place(row: Mapping[str, str | None], municipalities: Mapping[str, Place]) -> Place:
    values = {column: row.get(column) or "" for column in COLUMNS}
    if None in row.values() and row.get("codes", "") is not None:
        raise InputError("a row with too few columns", value=values["id"])
    municipality = municipalities.get(values["municipality"])
    if values["municipality"] and municipality is None:
        raise InputError(
            "no such municipality", column="municipality", value=values["municipality"]
        )
    latitude, longitude = position(values["latitude"], values["longitude"])
    names = [name for one in LANGUAGES for name in names_in(one, values[one].split("|"))]
    names += untagged_names(values["other"].split("|"), names)
    return Place(
        id=values["id"],
        kind=PlaceKind.SETTLEMENT,
        names=with_an_official(names),
        latitude=latitude,
        longitude=longitude,
        parents=dated_parents(municipality) if municipality else (),
        codes=_codes(values["codes"]),
    )


def _refuse_twice(place: Place, places: Mapping[str, Place]) -> None:
    if place.id in places:
        raise InputError("a place stands twice", column="id", value=place.id)


def _codes(text: str) -> tuple[PlaceCode, ...]:
    pairs = (piece.partition(":") for piece in text.split("|") if piece)
    return tuple(PlaceCode(scheme, value) for scheme, _, value in pairs)
