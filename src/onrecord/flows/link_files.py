"""What a run of linkage leaves in its folder, and what it reads of decisions and earlier runs."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from onrecord import __version__
from onrecord.adapters.write.spreadsheet import spreadsheet_plain, spreadsheet_safe
from onrecord.core.kernel.errors import InputError
from onrecord.core.reconcile.linkage.decisions import PairDecision, Verdict
from onrecord.core.reconcile.linkage.record import record_key
from onrecord.flows.link import Linkage

CLUSTERS, PAIRS, RUN = "clusters.csv", "pairs.parquet", "run.json"
DECISION_COLUMNS = (
    "list_left", "record_left", "list_right", "record_right", "verdict", "who", "when", "reason",
)  # fmt: skip
_LEAST_KEPT = 0.001
_ID_DIGITS = 12


def read_decisions(path: Path) -> list[PairDecision]:
    """Return the decisions of a CSV file with the columns of ``DECISION_COLUMNS``.

    A time without a zone is meant in UTC. Raises ``InputError`` with the line of what cannot be
    meant.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [
                name for name in DECISION_COLUMNS[:-1] if name not in (reader.fieldnames or ())
            ]
            if missing:
                raise InputError(
                    "The file of decisions has no column {column}",
                    file=str(path),
                    column=missing[0],
                )
            return [_decision(row, reader.line_num, path) for row in reader]
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise InputError(
            "The file of decisions cannot be opened: {reason}", file=str(path), reason=reason
        ) from error


def _decision(row: dict[str, str], line: int, path: Path) -> PairDecision:
    try:
        verdict = Verdict(row["verdict"].strip().casefold())
        when = datetime.fromisoformat(row["when"].strip())
    except ValueError as error:
        raise InputError(
            "The decision cannot be meant: {reason}",
            file=str(path),
            line=line,
            remedy="A verdict is same, different or unsure; a time is ISO 8601.",
            reason=str(error),
        ) from error
    return PairDecision(
        left=record_key(row["list_left"], row["record_left"]),
        right=record_key(row["list_right"], row["record_right"]),
        verdict=verdict,
        who=row["who"].strip(),
        when=when if when.tzinfo else when.replace(tzinfo=UTC),
        reason=(row.get("reason") or "").strip(),
    )


def read_clusters(folder: Path) -> dict[str, str]:
    """Return the cluster of each record key in the folder of an earlier run."""
    path = folder / CLUSTERS
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {
                record_key(spreadsheet_plain(row["list"]), spreadsheet_plain(row["record"])): row[
                    "cluster"
                ]
                for row in csv.DictReader(file)
            }
    except (OSError, KeyError) as error:
        raise InputError(
            "The folder holds no clusters of an earlier run", file=str(path)
        ) from error


def cluster_ids(linkage: Linkage, earlier: dict[str, str] | None = None) -> list[str]:
    """Return the id of each record's cluster: as before where most members had one.

    A new cluster is called after the smallest key of its records. An earlier id goes to the
    cluster that holds most of its records.
    """
    members: dict[int, list[str]] = {}
    for label, record in zip(linkage.clusters.tolist(), linkage.records, strict=True):
        members.setdefault(label, []).append(record.key)
    names = {label: min(keys)[:_ID_DIGITS] for label, keys in members.items()}
    if earlier:
        names |= _carried(members, earlier)
    return [names[label] for label in linkage.clusters.tolist()]


def _carried(members: dict[int, list[str]], earlier: dict[str, str]) -> dict[int, str]:
    claims = []
    for label, keys in members.items():
        counts = Counter(earlier[key] for key in keys if key in earlier)
        claims += [(-count, min(keys), label, name) for name, count in counts.items()]
    carried: dict[int, str] = {}
    taken: set[str] = set()
    for _count, _key, label, name in sorted(claims):
        if label not in carried and name not in taken:
            carried[label] = name
            taken.add(name)
    return carried


def write_run(folder: Path, linkage: Linkage, ids: list[str], run: dict[str, Any]) -> None:
    """Write ``clusters.csv``, ``pairs.parquet`` and ``run.json``; the folder may be new."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / CLUSTERS).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["list", "record", "cluster", "probability"])
        writer.writerows(_cluster_rows(linkage, ids))
    _write_pairs(folder / PAIRS, linkage)
    document = json.dumps(run, ensure_ascii=False, indent=2, allow_nan=False)
    (folder / RUN).write_text(f"{document}\n", encoding="utf-8")


def _cluster_rows(linkage: Linkage, ids: list[str]) -> Iterator[tuple[str, str, str, str]]:
    sure = linkage.probability_of_records().tolist()
    for record, name, probability in zip(linkage.records, ids, sure, strict=True):
        shown = spreadsheet_safe(record.list), spreadsheet_safe(record.record)
        yield *shown, name, f"{probability:.6f}"


def _write_pairs(path: Path, linkage: Linkage) -> None:
    import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    kept = np.flatnonzero(linkage.pairs.probability >= _LEAST_KEPT)
    lists = np.array([one.list for one in linkage.records], dtype=object)
    names = np.array([one.record for one in linkage.records], dtype=object)
    left, right = linkage.pairs.left[kept], linkage.pairs.right[kept]
    table = {
        "left": pa.array(left),
        "right": pa.array(right),
        "list_left": pa.array(lists[left], pa.string()),
        "record_left": pa.array(names[left], pa.string()),
        "list_right": pa.array(lists[right], pa.string()),
        "record_right": pa.array(names[right], pa.string()),
        "probability": pa.array(linkage.pairs.probability[kept]),
        "weight": pa.array(linkage.pairs.weight[kept]),
        "rule": pa.array(linkage.compared.rule[kept]),
    }
    for name, levels in linkage.compared.levels.items():
        table[f"level_{name}"] = pa.array(levels[kept])
    parquet.write_table(pa.table(table), path)


def run_document(linkage: Linkage, hashes: dict[str, str]) -> dict[str, Any]:
    """Return what ``run.json`` holds: settings, model, blocking, versions, hashes of the input."""
    model = linkage.model
    return {
        "version": __version__,
        "input": hashes,
        "engine": linkage.run["engine"],
        "threshold": linkage.run["threshold"],
        "lists": list(linkage.list_names),
        "blocking": linkage.blocking(),
        "comparisons": {
            one.name: [level.sentence for level in one.levels] for one in linkage.comparisons
        },
        "model": None
        if model is None
        else {
            "m": {name: _rounded(values) for name, values in model.m.items()},
            "u": {name: _rounded(values) for name, values in model.u.items()},
            "share": _rounded(model.share),
        },
        "splink": linkage.run["settings"],
        "splits": [
            {
                "one": linkage.records[split.one].key,
                "other": linkage.records[split.other].key,
                "cut": [linkage.records[record].key for record in split.cut],
                "reason": str(split.reason),
            }
            for split in linkage.splits
        ],
        "decisions": {
            "same": len(linkage.standing.same),
            "different": len(linkage.standing.different),
            "unsure": len(linkage.standing.unsure),
            "conflicts": len(linkage.standing.conflicts),
        },
        "warnings": [str(one) for one in linkage.warnings],
    }


def _rounded(values: np.ndarray[Any, np.dtype[np.float64]]) -> Any:
    return np.round(values, 9).tolist()
