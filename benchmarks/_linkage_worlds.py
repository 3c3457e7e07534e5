"""What does a world of invented lists look like once its pairs are scored?

Lists come from the generator ``linkage/gen_lists.py`` of the shared data, and are kept with their
scored pairs in a folder, one file a seed. Truth is kept beside them and never scored.

The scorer is the model of Fellegi and Sunter with one joint comparison of family and event, so that
brothers killed together do not count as one man; u comes from random pairs, m from expectation and
maximisation over all pairs that a rule brings together. DuckDB makes the pairs and compares them.
Pairs come from two sets of blocking rules: the standard ones, and wider ones that a second look at
the uncertain remainder uses.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

LISTS: Final = ("commission", "court", "icrc", "ngo", "press")
LEAST: Final = 1e-4
"""Pairs below this probability are not kept."""

_SKELETON: Final = (
    ("dž", "z"), ("xh", "z"), ("gj", "d"), ("dj", "d"), ("dz", "z"), ("đ", "d"), ("sh", "s"),
    ("zh", "z"), ("th", "t"), ("dh", "d"), ("ll", "l"), ("rr", "r"), ("lj", "l"), ("x", "z"),
    ("q", "c"), ("y", "i"), ("ë", "e"), ("ç", "c"), ("č", "c"), ("ć", "c"), ("š", "s"),
    ("ş", "s"), ("ž", "z"), ("ü", "u"),
)  # fmt: skip
_CYRILLIC: Final = {
    **dict(zip("абвгдезијклмнопрстуфхцђжшчћ", "abvgdezijklmnoprstufhcđžščć", strict=True)),
    "љ": "lj",
    "њ": "nj",
    "џ": "dž",
}

_STANDARD: Final = (
    "l.gn = r.gn and l.sn = r.sn and l.mun = r.mun",
    "l.gn = r.gn and l.sn = r.sn and l.yr = r.yr",
    "l.gn = r.gn and l.sn = r.sn and l.day = r.day",
    "l.gn = r.gn and l.sn = r.sn and l.fn = r.fn",
    "l.gn = r.gn and l.sn = r.sn and l.vil = r.vil",
    "l.sn = r.sn and l.dob = r.dob",
    "l.gn = r.gn and l.dob = r.dob",
    "l.gn = r.gn and l.fn = r.fn and l.day = r.day",
    "l.gn = r.gn and l.vil = r.vil and l.day = r.day",
    "l.gk = r.gk and l.sk = r.sk and l.mun = r.mun",
    "l.gk = r.gk and l.sk = r.sk and l.month = r.month",
    "l.gn = r.sn and l.sn = r.gn",
)
_WIDE: Final = (
    "l.gn = r.gn and l.sn = r.sn",
    "l.dob = r.dob",
    "l.gk = r.gk and l.sk = r.sk",
    "l.sk = r.sk and l.day = r.day and l.mun = r.mun",
    "l.gk = r.gk and l.day = r.day and l.mun = r.mun",
    "l.gk = r.gk and l.vil = r.vil and l.month = r.month",
    "l.sk = r.sk and l.vil = r.vil and l.month = r.month",
    "l.sk = r.sk and l.yr = r.yr and l.month = r.month",
    "l.gk = r.gk and l.yr = r.yr and l.month = r.month and l.mun = r.mun",
    "l.gk = r.gk and l.fn = r.fn and l.mun = r.mun",
    "l.sk = r.sk and l.fn = r.fn and l.mun = r.mun",
    "l.gk = r.gk and l.fn = r.fn and l.yr = r.yr",
    "l.sk = r.sk and l.fn = r.fn and l.yr = r.yr",
    "l.vil = r.vil and l.yr = r.yr and l.day = r.day",
    "l.g2 = r.g2 and l.s2 = r.s2 and l.vil = r.vil",
    "l.g2 = r.g2 and l.s2 = r.s2 and l.day = r.day",
    "l.gk = r.sk and l.sk = r.gk",
)


@dataclass(frozen=True, slots=True)
class World:
    """One world: the records in order, pairs scored by index, and the truth."""

    lists: NDArray[np.int64]
    person: NDArray[np.int64]
    """The truth of each record."""
    total: int
    """Persons in the world, on lists or not: the truth of the number."""
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    probability: NDArray[np.float64]
    standard: NDArray[np.bool_]
    """Whether the standard rules bring a pair together; the others come from the wide ones."""

    @property
    def same(self) -> NDArray[np.bool_]:
        """The truth of each pair."""
        return np.asarray(self.person[self.left] == self.person[self.right])


def world(generator: Path, folder: Path, seed: int, records: int = 20_000) -> World:
    """Return one world, made and scored where the folder does not hold it yet."""
    kept = folder / f"world-{records}-{seed}.npz"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        table = folder / f"lists-{records}-{seed}.parquet"
        made = [sys.executable, str(generator), str(records), str(table), str(seed)]
        subprocess.run(made, check=True, capture_output=True)
        _score(_generator(generator), table, kept)
    with np.load(kept) as held:
        return World(
            lists=held["lists"],
            person=held["person"],
            total=int(held["total"]),
            left=held["left"],
            right=held["right"],
            probability=held["probability"],
            standard=held["standard"],
        )


def _generator(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gen_lists", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _fold(text: object) -> str | None:
    if not isinstance(text, str):
        return None
    low = "".join(_CYRILLIC.get(letter, letter) for letter in text.lower())
    for before, after in _SKELETON:
        low = low.replace(before, after)
    return low


def _coarse(name: str | None) -> str | None:
    """Return the first letter and the next consonants of a name, two letters after it at most."""
    if not name:
        return None
    rest = [letter for letter in name[1:] if letter not in "aeiouj "]
    return name[0] + "".join(rest[:3])


def _records(made: ModuleType, table: pd.DataFrame) -> pd.DataFrame:
    villages = {}
    for place, names in enumerate(made.VIL):
        for name in names:
            villages.setdefault(_fold(name), f"v{place}")
    out = pd.DataFrame({"unique_id": np.arange(len(table)), "src": table["src"]})
    out["gn"] = table["given"].map(_fold)
    out["sn"] = table["surname"].map(_fold)
    out["fn"] = table["father"].map(_fold)
    out["sex"] = table["sex"]
    out["dob"] = table["dob"]
    out["yr"] = table["byear"].astype("Int64")
    out["mun"] = table["muncode"].astype("Int64")
    folded = table["village"].map(_fold)
    out["vil"] = folded.map(lambda name: villages.get(name, name) if name else None)
    out["month"] = table["event"].str[:7]
    out["day"] = table["event"].where(table["event"].str.len() == 10)
    for short, full in (("g", "gn"), ("s", "sn")):
        out[f"{short}k"] = out[full].map(_coarse)
        out[f"{short}2"] = out[full].str[:1]
    return out


_COMPARED: Final = """
select a, b,
  case when g1 = g2 then 0 when g1 = s2 and s1 = g2 then 1
    when jaro_winkler_similarity(g1, g2) >= 0.94 then 2
    when jaro_winkler_similarity(g1, g2) >= 0.88 then 3
    when damerau_levenshtein(g1, g2) <= 1 then 4
    when jaro_winkler_similarity(g1, g2) >= 0.75 then 5 else 6 end as given,
  case when y1 is null or y2 is null then 0 when b1 = b2 then 1
    when b1 is not null and b2 is not null then
      case when b1[1:7] = b2[1:7] then 2
        when y1 = y2 and b1[6:7] = b2[9:10] and b1[9:10] = b2[6:7] then 3
        when b1[6:10] = b2[6:10] and abs(y1 - y2) <= 2 then 4
        when y1 = y2 then 5 else 6 end
    when y1 = y2 then 7 when abs(y1 - y2) = 1 then 8 when abs(y1 - y2) = 2 then 9
    else 10 end as born,
  case when s1 = s2 then 0
    when g1 = s2 and s1 = g2 then 0
    when jaro_winkler_similarity(s1, s2) >= 0.88 or damerau_levenshtein(s1, s2) <= 1 then 1
    else 2 end * 36
  + case when f1 is null or f2 is null then 1
    when jaro_winkler_similarity(f1, f2) >= 0.88 or damerau_levenshtein(f1, f2) <= 1 then 0
    else 2 end * 12
  + case when d1 = d2 then 0
    when abs(date_diff('day', cast(d1 as date), cast(d2 as date))) <= 3 then 1
    when (d1 is null or d2 is null) and m1 = m2 then 2 else 3 end * 3
  + case when v1 = v2 or jaro_winkler_similarity(v1, v2) >= 0.9 then 0
    when v1 is null or v2 is null then 1 else 2 end as family,
  case when x1 is null or x2 is null then 0 when x1 = x2 then 1 else 2 end as sexes,
  case when p1 is null or p2 is null then 0 when p1 = p2 then 1 else 2 end as municipality,
  case when g1 = g2 then g1 end as name, standard
from (select p.a, p.b, p.standard, l.gn g1, r.gn g2, l.sn s1, r.sn s2, l.fn f1, r.fn f2,
    l.dob b1, r.dob b2, l.yr y1, r.yr y2, l.day d1, r.day d2, l.month m1, r.month m2,
    l.vil v1, r.vil v2, l.sex x1, r.sex x2, l.mun p1, r.mun p2
  from pairs p join records l on l.unique_id = p.a join records r on r.unique_id = p.b)
"""
_COMPARISONS: Final = ("given", "born", "family", "sexes", "municipality")
_RANDOM_PAIRS: Final = 4_000_000
_ROUNDS: Final = 40
_FLOOR: Final = 0.3
"""Pairs added to every level, so that none is a veto."""


def _score(made: ModuleType, table: Path, kept: Path) -> None:
    """Score the pairs of one world and keep them."""
    import duckdb  # noqa: PLC0415

    truth = pd.read_parquet(table)
    records = _records(made, truth)
    data = duckdb.connect()
    data.execute("set threads = 1")
    data.register("held", records)
    data.execute("create table records as select * from held")
    unlike = _random_levels(data, len(records))
    rules = " union all ".join(
        f"select l.unique_id a, r.unique_id b, {int(rule in _STANDARD)} s from records l "
        f"join records r on {rule} where l.unique_id < r.unique_id"
        for rule in (*_STANDARD, *_WIDE)
    )
    data.execute("drop table pairs")
    data.execute(
        f"create table pairs as select a, b, max(s) = 1 standard from ({rules}) group by 1, 2"
    )
    found = data.execute(_COMPARED + " order by a, b").df()
    weight = _weights(found, unlike, records)
    probability = 1 / (1 + np.exp(-weight))
    keep = probability >= LEAST
    np.savez_compressed(
        kept,
        lists=np.array([LISTS.index(one) for one in records["src"]]),
        person=truth["ent"].to_numpy(np.int64),
        total=_total(table),
        left=found["a"].to_numpy(np.int64)[keep],
        right=found["b"].to_numpy(np.int64)[keep],
        probability=probability[keep],
        standard=found["standard"].to_numpy(bool)[keep],
    )


def _random_levels(data: Any, records: int) -> dict[str, NDArray[np.float64]]:
    """Return for every comparison the share of random pairs on each level (u)."""
    chance = np.random.default_rng(1)
    a, b = chance.integers(records, size=(2, _RANDOM_PAIRS))
    drawn = pd.DataFrame({"a": a, "b": b, "standard": False})[a != b]
    data.register("drawn", drawn)
    data.execute("create table pairs as select * from drawn")
    found = data.execute(_COMPARED).df()
    return {name: _shares(found[name], np.ones(len(found))) for name in _COMPARISONS}


def _shares(levels: pd.Series, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    counted = np.bincount(levels, weights, minlength=108) + _FLOOR
    return np.asarray(counted / counted.sum())


def _weights(
    found: pd.DataFrame, unlike: dict[str, NDArray[np.float64]], records: pd.DataFrame
) -> NDArray[np.float64]:
    """Return the log-odds of every pair.

    Pairs that no rule brings together are taken for different people, so that the mixture is one
    over all pairs and needs no correction for the rules.
    """
    pairs = len(records) * (len(records) - 1) / 2
    same = _begun(found)
    held = records["gn"].value_counts(normalize=True)
    share = found["name"].map(held).to_numpy(float)
    rare = np.where(np.isnan(share), 0.0, np.log(unlike["given"][0] / np.maximum(share, 1e-4)))
    weight = np.zeros(len(found))
    for _round in range(_ROUNDS):
        before = weight
        weight = rare + np.log(same.sum() / pairs)
        for name in _COMPARISONS:
            like = _shares(found[name], same)
            weight += np.log(like / unlike[name])[found[name].to_numpy()]
        same = 1 / (1 + np.exp(-weight))
        if np.abs(weight - before).max() < 1e-3:
            break
    return np.asarray(weight)


def _begun(found: pd.DataFrame) -> NDArray[np.float64]:
    """Return a first guess: same given name, surname and birth or most of family and event."""
    good = (found["given"] <= 2) & (
        found["born"].isin((1, 2)) | ((found["family"] < 16) & found["born"].isin((0, 7)))
    )
    return np.where(good, 0.9, 1e-4)


def _total(table: Path) -> int:
    meta = json.loads(table.with_suffix("").with_suffix(".meta.json").read_text())
    return int(meta["entities_total"])
