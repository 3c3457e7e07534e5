"""One key for one name, whatever script, marks and signs a list uses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.reconcile.names.fold import fold


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("Ђаковица", "djakovica"),
        ("Đakovica", "djakovica"),
        ("DJAKOVICA", "djakovica"),
        ("Gjakovë", "gjakove"),
        ("Џевдет Хоџа", "dzevdet hodza"),
        ("Dževdet Hodža", "dzevdet hodza"),
        ("Љиљана", "ljiljana"),
        ("Shtërpcë", "shterpce"),
        ("Hani-i-Elezit", "hani i elezit"),
        ("  Arta,  BERISHA ", "arta berisha"),
        ("Ra'ad", "raad"),
        ("c\u030cac\u030cak", "cacak"),
        ("Ðinovce", "djinovce"),
        ("", ""),
    ],
)
def test_spellings_meet_in_one_key(spelling: str, key: str) -> None:
    assert fold(spelling) == key


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
