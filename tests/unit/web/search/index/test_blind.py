"""The codes of words tell nothing without the key."""

from __future__ import annotations

from pathlib import Path

from tests.unit.web.search.conftest import AddText

from onrecord.web.accounts.models import Compartment, User
from onrecord.web.search.index import blind
from onrecord.web.search.index.store import FILE
from onrecord.web.search.refreshing import refresh
from onrecord.web.site import register


def test_a_word_has_another_code_in_each_compartment_and_kind() -> None:
    codes = {
        blind.scope(compartment, kind).code("prizren")
        for compartment in (1, 2)
        for kind in ("source", "document")
    }
    assert len(codes) == 4
    assert blind.scope(1, "source").code("prizren") in codes
    assert all(-(2**63) <= code < 2**63 for code in codes)


def test_words_share_a_beginning_by_their_first_three_letters() -> None:
    scope = blind.scope(1, "source")
    assert scope.beginning("prizren") == scope.beginning("prishtina"[:3] + "zzz")
    assert scope.beginning("prizren") != scope.beginning("peja")


def test_a_sealed_word_is_opened_and_tells_its_length_roughly() -> None:
    scope = blind.scope(1, "source")
    assert scope.opened(scope.sealed("ђаковица")) == "ђаковица"
    assert len(scope.sealed("a")) == len(scope.sealed("fifteen-letters"))
    assert scope.sealed("a") != scope.sealed("a")


def test_no_word_of_a_text_stands_in_the_files_of_the_index(
    general: Compartment, arta: User, add_text: AddText
) -> None:
    add_text("Zarezimale and Kamenovo burned.", general)
    refresh(words=None, entries=None)
    written = b"".join(path.read_bytes() for path in _files(register.folder()))
    assert written
    for word in (b"zarezimale", b"kamenovo", b"Zarezimale", b"burned"):
        assert word not in written


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{FILE}*"))
