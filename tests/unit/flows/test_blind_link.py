"""Every spelling of a person becomes the same values before anything is hashed."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.adapters.read.mapping import Mapping
from onrecord.adapters.read.table import RowError
from onrecord.core.reconcile.blind import PersonValues
from onrecord.flows.blind_link import ENCODED, gazetteer_places, person_values
from onrecord.flows.lists import open_list, validate
from onrecord.vocab.gazetteer import Gazetteer

MAPPING = Mapping.from_yaml(
    "names: {given: given, surname: surname, father: father}\nplace: {municipality: town}\n"
    "birth: birth\ndeath: killed\nlist_name: A\n"
)


@pytest.fixture(scope="module")
def places():
    return gazetteer_places(Gazetteer.default())


def values(tmp_path: Path, row: str, places) -> PersonValues:
    path = tmp_path / "list.csv"
    path.write_text(f"given,surname,father,town,birth,killed\n{row}\n", encoding="utf-8")
    (found,) = validate(open_list(path, path.name, MAPPING), MAPPING)
    assert not isinstance(found, RowError)
    return person_values(found, places)


@pytest.mark.parametrize(
    "row",
    [
        "Xhevdet,Hoxha,Enver,Pejë,1970-05-17,1999-05",
        "Dževdet,Hodža,Enver,Peć,17.05.1970,1999-05",
        "Џевдет,Хоџа,Енвер,Пећ,17.05.1970,1999-05",
    ],
)
def test_every_spelling_gives_the_same_values(tmp_path: Path, places, row: str) -> None:
    found = values(tmp_path, row, places)
    assert (found.given, found.surname, found.father) == ("dzevdet", "hodza", "enver")
    assert found.municipality
    assert found.municipality.startswith("#")
    assert (found.birth, found.event) == ((1970, 5, 17), (1999, 5, None))


def test_a_place_that_no_gazetteer_knows_keeps_its_name(tmp_path: Path, places) -> None:
    assert values(tmp_path, "Arta,,,Somewhere,,", places).municipality == "somevhere"


def test_what_is_not_stated_is_none(tmp_path: Path, places) -> None:
    found = values(tmp_path, "Arta,,,,,", places)
    assert (found.surname, found.father, found.municipality, found.birth) == (None,) * 4


def test_lists_are_called_by_their_folder_or_file(tmp_path: Path) -> None:
    """Two files from folders of one name are told apart by a number."""
    from onrecord.flows.blind_link import _names  # noqa: PLC0415 - the rule has no public door

    paths = [tmp_path / "a" / ENCODED, tmp_path / "ngo.encoded.jsonl", tmp_path / "b" / "a.jsonl"]
    assert _names(paths) == ("a", "ngo", "a 2")
