"""How is a list encoded at home, how are encoded lists matched, and whom did I have in common?"""

from __future__ import annotations

import csv
import io
import json
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from onrecord.adapters.archive.durable import write_file
from onrecord.adapters.exchange.blind import EncodedList, read_encoded_list, write_encoded_list
from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import RowError, Table
from onrecord.adapters.write.spreadsheet import spreadsheet_safe
from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.core.kernel.remark import Remark
from onrecord.core.reconcile.blind import (
    BlindKey,
    BlindLinkage,
    Encoder,
    PersonValues,
    link_blind,
)
from onrecord.core.reconcile.blind.schema import ID
from onrecord.core.reconcile.blind.values import parts_of
from onrecord.core.reconcile.names import blocking_key, matching_key
from onrecord.flows.lists import MentionValues, validate
from onrecord.flows.place_keys import PlaceKeys
from onrecord.vocab.gazetteer.gazetteer import Gazetteer

ENCODED = "give-away.encoded.jsonl"
AT_HOME = "keep-at-home.csv"
CLUSTERS = "clusters.csv"
TABLE = "table.csv"
RUN = "run.json"
OVERLAP = "overlap.csv"
_CACHED = 50_000

Draw = Callable[[int], bytes]
Places = Callable[[str | None, str | None], tuple[str | None, str | None]]
"""From the texts of a municipality and a village to values that all lists write alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedAtHome:
    """What an encoding came to: records encoded, rows refused, and what to know."""

    records: int
    rejected: tuple[RowError, ...]
    key_id: str
    warnings: tuple[Remark, ...]


def encode_list(
    table: Table,
    mapping: Mapping,
    key: BlindKey,
    folder: Path,
    *,
    places: Places | None = None,
    draw: Draw = secrets.token_bytes,
) -> EncodedAtHome:
    """Encode a list and write the file to give away and the file that stays at home.

    Both are readable for their owner alone. Every record gets a pseudonym that is drawn afresh;
    ``keep-at-home.csv`` says which record it is. Nothing of a list but its encodings and the
    number of its records is in the file to give away. ``places`` are those of the gazetteer that
    comes with OnRecord, unless both parties agree on others.

    Raises ``InputError`` for a list of which no row can be taken.
    """
    encoder, resolve = (
        Encoder(key),
        lru_cache(maxsize=_CACHED)(places or gazetteer_places(Gazetteer.default())),
    )
    rejected, shared, home = [], [], []
    unfindable = 0
    for found in validate(table, mapping):
        if isinstance(found, RowError):
            rejected.append(found)
            continue
        pseudonym, entries = draw(16).hex(), encoder.entries(person_values(found, resolve))
        unfindable += not entries
        shared.append((pseudonym, entries))
        home.append((pseudonym, " ".join(found.sources), found.record_id or "", found.line))
    if not shared:
        raise InputError("The list has no row that can be encoded", file=table.name)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_encoded(folder / ENCODED, key, shared)
    _write_csv(folder / AT_HOME, ("pseudonym", "list", "record", "line"), home)
    warnings = [Remark.of(UNFINDABLE, records=unfindable)] if unfindable else []
    sources = len({name for _pseudonym, name, _record, _line in home})
    if sources > 1:
        warnings.append(Remark.of(SEVERAL_LISTS, lists=sources))
    return EncodedAtHome(
        records=len(shared),
        rejected=tuple(rejected),
        key_id=key.key_id,
        warnings=tuple(warnings),
    )


def person_values(found: MentionValues, places: Places | None = None) -> PersonValues:
    """Return what is encoded of a mention: its names by their keys, its dates by their parts."""
    name = found.name
    given, surname, father = (
        (name.given or (None if name.surname else name.full), name.surname, name.father)
        if name
        else (None, None, None)
    )
    municipality, village = (places or _as_written)(found.municipality, found.village)
    return PersonValues(
        given=_key(given),
        surname=_key(surname),
        father=_key(father),
        given_block=_block(given),
        surname_block=_block(surname),
        father_block=_block(father),
        sex=found.sex,
        birth=parts_of(found.birth),
        municipality=municipality,
        village=village,
        event=parts_of(found.death),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindRun:
    """Encoded lists and what linking them gave; ``names`` are those of the files."""

    names: tuple[str, ...]
    lists: tuple[EncodedList, ...]
    linkage: BlindLinkage

    @property
    def accepted(self) -> int:
        """The number of people on two lists or more."""
        return sum(number for marks, number in self.linkage.histories() if sum(marks) > 1)

    def to_dict(self) -> dict[str, object]:
        """Return the counts as the JSON document of the command line; no list is in it."""
        return {
            "records": len(self.linkage.lists),
            "pairs": len(self.linkage.pairs.left),
            "clusters": int(self.linkage.clusters.max()) + 1 if len(self.linkage.lists) else 0,
            "in_common": self.accepted,
            "lists": list(self.names),
            "cells": [
                {"history": "".join(map(str, marks)), "count": number}
                for marks, number in self.linkage.histories()
            ],
            "recall_estimate": None,
            "warnings": [str(warning) for warning in self.linkage.warnings],
        }


def match_encoded(
    files: Sequence[Path], *, key: BlindKey | None = None, threshold: float = 0.5
) -> BlindRun:
    """Link encoded lists; no key is needed, and one that is given is compared with theirs.

    Raises ``UsageError`` for fewer than two files, ``InputError`` for a file that cannot be
    taken and for files of different keys: their encodings have nothing in common.
    """
    if len(files) < 2:
        raise UsageError(
            "Blind linkage compares two encoded lists or more",
            remedy="Name your own encoded list and that of the other party.",
        )
    lists = tuple(read_encoded_list(path) for path in files)
    asked = key.key_id if key else lists[0].key_id
    for each in lists:
        if each.key_id != asked:
            raise InputError(
                "The list was encoded under another key ({found}, not {asked})",
                file=each.file,
                found=each.key_id,
                asked=asked,
                remedy="Both parties encode again with one and the same key file.",
            )
    linkage = link_blind([each.encoded for each in lists], threshold=threshold)
    return BlindRun(names=_names(files), lists=lists, linkage=linkage)


def write_run(run: BlindRun, folder: Path) -> None:
    """Write ``clusters.csv`` by pseudonyms, ``table.csv`` for estimation, and ``run.json``."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    linkage = run.linkage
    pseudonyms = [one for each in run.lists for one in each.pseudonyms]
    rows = zip(
        (run.names[number] for number in linkage.lists),
        pseudonyms,
        linkage.clusters.tolist(),
        ("" if np.isnan(sure) else f"{sure:.4f}" for sure in linkage.sure),
        strict=True,
    )
    _write_csv(folder / CLUSTERS, ("list", "record", "cluster", "probability"), rows)
    cells = ((*marks, number) for marks, number in linkage.histories())
    _write_csv(folder / TABLE, (*run.names, "count"), cells)
    weights = linkage.weights
    said = {
        **run.to_dict(),
        "key": run.lists[0].key_id,
        "inputs": [
            {"list": n, "sha256": e.sha256} for n, e in zip(run.names, run.lists, strict=True)
        ],
        "shares": weights.shares.tolist() if weights else None,
        "weights": [table.tolist() for table in weights.tables] if weights else None,
    }
    write_file(folder / RUN, json.dumps(said, indent=2).encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """How many records of mine are in the result, and how many of them others have too."""

    records: int
    in_common: int


def resolve(clusters: Path, home: Path, folder: Path) -> Resolved:
    """Write ``overlap.csv``: which of my records others have too. Done at home, by each party.

    Raises ``InputError`` where the result holds none of my pseudonyms, or lacks a column.
    """
    mine = {row["pseudonym"]: row for row in _read_csv(home, ("pseudonym", "list", "record"))}
    rows = _read_csv(clusters, ("list", "record", "cluster", "probability"))
    lists_of: dict[str, set[str]] = {}
    for row in rows:
        lists_of.setdefault(row["cluster"], set()).add(row["list"])
    known = [row for row in rows if row["record"] in mine]
    if not known:
        raise InputError(
            "The result holds none of the pseudonyms of this file",
            file=str(home),
            remedy="Every encoding draws new ones: use the file that was written with it.",
        )
    common = [row for row in known if len(lists_of[row["cluster"]]) > 1]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = (
        (
            *(mine[row["record"]][column] for column in ("list", "record", "line")),
            row["cluster"],
            row["probability"],
            " ".join(sorted(lists_of[row["cluster"]] - {row["list"]})),
        )
        for row in common
    )
    columns = ("list", "record", "line", "cluster", "probability", "also_on")
    _write_csv(folder / OVERLAP, columns, found)
    return Resolved(records=len(known), in_common=len(common))


@lru_cache(maxsize=_CACHED)
def _key(text: str | None) -> str | None:
    return (matching_key(text) or None) if text else None


@lru_cache(maxsize=_CACHED)
def _block(text: str | None) -> str | None:
    return (blocking_key(text) or None) if text else None


def gazetteer_places(gazetteer: Gazetteer) -> Places:
    """Return how places are written for encoding: by id, or by matching key where none is known.

    Both parties need one and the same gazetteer. A text that can mean several places keeps all.
    """
    known = PlaceKeys(gazetteer)

    def places(municipality: str | None, village: str | None) -> tuple[str | None, str | None]:
        found = known.key(municipality, village)
        return (
            _ids(found.municipalities) or _key(municipality),
            _ids(found.settlements) or _key(village),
        )

    return places


def _ids(places: Iterable[str]) -> str:
    return "".join(f"{ID}{place}" for place in sorted(places))


def _as_written(municipality: str | None, village: str | None) -> tuple[str | None, str | None]:
    return _key(municipality), _key(village)


def _names(files: Sequence[Path]) -> tuple[str, ...]:
    """Return the folder or file name of each list, told apart by a number where they repeat."""
    found: list[str] = []
    for path in files:
        plain = path.resolve().parent.name if path.name == ENCODED else path.name.split(".")[0]
        same = sum(name == plain or name.startswith(f"{plain} ") for name in found)
        found.append(f"{plain} {same + 1}" if same else plain)
    return tuple(found)


def _write_encoded(path: Path, key: BlindKey, records: Iterable[tuple[str, bytes]]) -> None:
    beside = path.with_name(f".{path.name}")
    with beside.open("wb") as file:
        beside.chmod(0o600)
        write_encoded_list(file, key.key_id, records)
    beside.replace(path)


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(spreadsheet_safe, columns))
    writer.writerows([spreadsheet_safe(str(cell)) for cell in row] for row in rows)
    write_file(path, text.getvalue().encode())


def _read_csv(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, ValueError, csv.Error) as error:
        raise InputError("The file cannot be read as CSV", file=str(path)) from error
    missing = [c for c in columns if not rows or rows[0].get(c) is None]
    if missing:
        raise InputError("The file has no column of this name", file=str(path), value=missing[0])
    return rows


UNFINDABLE = "{records} records say too little to be found: no two fields of them make a match key."
SEVERAL_LISTS = (
    "The file holds {lists} lists or combinations of lists, encoded as one: whom two of them name "
    "is counted once."
)
