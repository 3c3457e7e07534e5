"""The matching key on the real Albanian and Serbian names of 1,445 places in Kosovo.

Compared are the first Albanian and the first Serbian name of each place. The figures to reach are
those of a study made before the key was written, on the same file, with a folding of its own: 18.6
per cent exact, 73.4 per cent alike, 74.0 per cent nearest, 96.8 per cent of the two alphabets,
75.2 per cent Albanian against Cyrillic, 9 of 1,355 Albanian names merged. The rest are names
translated or changed, which only a gazetteer joins. Data: GeoNames, CC BY 4.0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks._place_names import PlaceNames, measured, nearest_is_right, read_place_names

from onrecord.core.kernel.place import PlaceKind
from onrecord.core.kernel.script import without_marks
from onrecord.core.reconcile.names import matching_key
from onrecord.flows.place_keys import PlaceKeys, PlaceStatus
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.vocab.gazetteer.extract import read_extract
from onrecord.vocab.names import read_known_names

Shared = Callable[[str], Path]
SETTLEMENTS = "linkage/kosovo_settlements.csv"


@pytest.fixture(scope="module")
def names(shared_data: Shared) -> list[PlaceNames]:
    return read_place_names(shared_data(SETTLEMENTS))


@pytest.fixture(scope="module")
def gazetteer(shared_data: Shared) -> Gazetteer:
    known = Gazetteer.default()
    extract = read_extract(shared_data(SETTLEMENTS).read_text(encoding="utf-8"), known)
    return known.with_places(extract.places)


@pytest.mark.data
def test_the_key_reaches_the_figures_of_the_study(names: list[PlaceNames]) -> None:
    found = measured(names, matching_key)
    assert (len(names), found.distinct) == (1445, 1355)
    assert round(found.exact, 3) >= 0.185
    assert found.alike >= 0.739
    assert found.alphabets >= 0.974
    assert found.cyrillic >= 0.755


@pytest.mark.data
def test_what_it_merges_are_spellings_of_one_name_or_nearly_so(names: list[PlaceNames]) -> None:
    merged = measured(names, matching_key).merged
    assert len(merged) == 9
    assert ("Zlakuçan", "Zllakuqan") in merged


@pytest.mark.data
def test_the_own_serbian_name_is_nearest_for_most_places(names: list[PlaceNames]) -> None:
    """Every third place, to be quick; ``benchmarks/name_folding.py`` takes all (74.4 per cent)."""
    assert nearest_is_right(names, matching_key, every=3) >= 0.72


@pytest.mark.data
def test_stripping_marks_alone_falls_behind(names: list[PlaceNames]) -> None:
    """The negative control: the figures are the key's, not the data's."""
    found = measured(names, without_marks)
    assert found.exact < 0.06
    assert found.alike < 0.63
    assert found.alphabets < 0.02


@pytest.mark.data
def test_every_name_of_the_gazetteer_means_its_place_or_has_it_among_the_candidates(
    gazetteer: Gazetteer,
) -> None:
    keys = PlaceKeys(gazetteer)
    asked = found = 0
    for place in gazetteer.by_id.values():
        around = place.parent_on()
        if place.kind is not PlaceKind.SETTLEMENT or around is None:
            continue
        for name in place.names:
            key = keys.key(gazetteer.name(around, "sr-Cyrl"), name.text)
            assert place.id in key.settlements, key.remark
            asked, found = asked + 1, found + (key.place == place.id)
    assert asked > 9_500
    assert found / asked > 0.96


@pytest.mark.data
def test_drenovac_is_several_places(gazetteer: Gazetteer) -> None:
    key = PlaceKeys(gazetteer).key(None, "Drenovac")
    assert (key.status, key.place) == (PlaceStatus.SEVERAL, None)
    assert {"xk-m01", "xk-m20", "xk-m22"} <= set(key.municipalities)


def test_of_the_known_names_only_variants_share_a_key() -> None:
    folder = Path(__file__).resolve().parents[2] / "src/onrecord/vocab/names/data"
    text = (folder / "known_names.csv").read_text(encoding="utf-8")
    groups: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in read_known_names(text):
        if row.language == "sq":
            groups[row.kind, row.sex, matching_key(row.name)].add(row.name)
    merged = {tuple(sorted(group)) for group in groups.values() if len(group) > 1}
    assert merged == {("Imer", "Ymer"), ("Imeri", "Ymeri")}
    assert len(groups) > 350
