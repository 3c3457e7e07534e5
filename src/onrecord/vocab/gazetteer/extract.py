"""How a GeoNames dump, or villages drawn from Who's On First, become places.

Two layouts are read: the 19 columns of a GeoNames dump (``XK.txt`` or ``allCountries.txt``; TAB,
no header; https://download.geonames.org/export/dump/readme.txt), and a CSV with the header
``geonames_id, wof_id, lat, lon, gn_adm1_2012, name, sq, sr_latn, sr_cyrl, other``. Whoever
publishes such places names GeoNames and CC BY 4.0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.place import Parent, Place, PlaceCode, PlaceKind, PlaceName
from onrecord.vocab.gazetteer.gazetteer import Gazetteer
from onrecord.vocab.gazetteer.places_file import at_line
from onrecord.vocab.gazetteer.rows import (
    dated_parents,
    merged,
    names_in,
    position,
    untagged_names,
    with_an_official,
)


class Extract(NamedTuple):
    """Places read from an extract, an error for each row refused, and how many rows besides.

    ``joined`` rows repeat the id of an earlier one and added their names to it; ``skipped`` rows
    are no settlements, or lie outside Kosovo by their own country code.
    """

    places: tuple[Place, ...]
    rejected: tuple[InputError, ...]
    joined: int = 0
    skipped: int = 0


def read_extract(text: str, gazetteer: Gazetteer, *, file: str = "") -> Extract:
    """Return the settlements of an extract; ``InputError`` for a file of neither layout.

    A settlement gets its municipality from the code of the extract, else from the outline in
    which it lies; one without either has no parent. A row that cannot be taken is refused with
    its line and the others are kept.
    """
    first = text.partition("\n")[0].rstrip("\r")
    towns = _Settlements(gazetteer)
    if first.count("\t") == len(_DUMP) - 1:
        lines = enumerate((line.split("\t") for line in text.splitlines()), start=1)
        return _collect(lines, towns.from_dump, file)
    missing = [column for column in _CSV if column not in first.split(",")]
    if missing:
        raise InputError(
            "not an extract of GeoNames or Who's On First: no {missing}",
            file=file or None,
            line=1,
            missing=", ".join(missing),
            remedy="Give the 19 columns of a GeoNames dump, or a CSV with this header.",
        )
    rows = csv.reader(io.StringIO(text, newline=""))
    header = next(rows)
    return _collect(
        ((rows.line_num, row) for row in rows),
        lambda row: towns.from_csv(header, row),
        file,
    )


class _Settlements:
    """Builds settlements from rows; knows the municipalities by the codes of both layouts."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._by_code = {
            code.value: place
            for place in gazetteer.municipalities()
            for code in place.codes
            if code.scheme in {"geonames-admin1-2012", "geonames"}
        }

    def from_csv(self, header: Sequence[str], row: Sequence[str]) -> Place:
        if len(row) != len(header):
            raise InputError(
                "a row with {found} columns instead of {wanted}",
                found=len(row),
                wanted=len(header),
                remedy="Check the separators and quotes of this line.",
            )
        cells = dict(zip(header, row, strict=True))
        names = [
            name
            for column, language in _TAGGED.items()
            for name in names_in(language, cells[column].split("|"))
        ]
        names += untagged_names([cells["name"], *cells.get("other", "").split("|")], names)
        return self._settlement(
            cells["geonames_id"],
            names,
            position(cells["lat"], cells["lon"]),
            [cells["gn_adm1_2012"]],
            cells.get("wof_id", ""),
        )

    def from_dump(self, row: Sequence[str]) -> Place | None:
        if len(row) != len(_DUMP):
            raise InputError(
                "a row with {found} columns instead of {wanted}", found=len(row), wanted=len(_DUMP)
            )
        cells = dict(zip(_DUMP, row, strict=True))
        if cells["country_code"] != "XK" or cells["feature_class"] != "P":
            return None
        names = untagged_names([cells["name"], *cells["alternatenames"].split(",")], ())
        return self._settlement(
            cells["geonameid"],
            names,
            position(cells["latitude"], cells["longitude"]),
            [cells["admin1"], cells["admin2"]],
            "",
        )

    def _settlement(
        self,
        geonames_id: str,
        names: list[PlaceName],
        where: tuple[float, float],
        codes: Sequence[str],
        wof_id: str,
    ) -> Place:
        if not geonames_id.isdecimal():
            raise InputError("a GeoNames id is a whole number", column="id", value=geonames_id)
        latitude, longitude = where
        known = (("geonames", geonames_id), ("wof", wof_id))
        return Place(
            id=f"gn-{geonames_id}",
            kind=PlaceKind.SETTLEMENT,
            names=with_an_official(names),
            latitude=latitude,
            longitude=longitude,
            parents=self._parents(codes, latitude, longitude),
            codes=tuple(PlaceCode(scheme, value) for scheme, value in known if value),
        )

    def _parents(
        self, codes: Sequence[str], latitude: float, longitude: float
    ) -> tuple[Parent, ...]:
        for code in codes:
            if code in self._by_code:
                return dated_parents(self._by_code[code])
        around = self._gazetteer.locate(latitude=latitude, longitude=longitude)
        return dated_parents(self._gazetteer.place(around)) if around else ()


def _collect(
    rows: Iterable[tuple[int, Sequence[str]]],
    settlement: Callable[[Sequence[str]], Place | None],
    file: str,
) -> Extract:
    places: dict[str, Place] = {}
    rejected: list[InputError] = []
    read = skipped = 0
    for line, row in rows:
        try:
            place = settlement(row)
        except InputError as error:
            rejected.append(at_line(error, file, line))
            continue
        if place is None:
            skipped += 1
        else:
            read += 1
            known = places.get(place.id)
            places[place.id] = merged(known, place) if known else place
    return Extract(tuple(places.values()), tuple(rejected), read - len(places), skipped)


_CSV = ("geonames_id", "lat", "lon", "gn_adm1_2012", "name", "sq", "sr_latn", "sr_cyrl")
_TAGGED = {"sq": "sq", "sr_latn": "sr-Latn", "sr_cyrl": "sr-Cyrl"}
_DUMP = (
    *("geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude"),
    *("feature_class", "feature_code", "country_code", "cc2", "admin1", "admin2", "admin3"),
    *("admin4", "population", "elevation", "dem", "timezone", "modified"),
)
