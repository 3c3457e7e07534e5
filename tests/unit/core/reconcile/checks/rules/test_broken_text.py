from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.core.kernel.finding import Finding

CHECK = "broken_text"
Faults = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    "text",
    [
        "The vill\ufffdge of Re\ufffdak was empty.",
        "The (cid:12)res and (cid:13)ags burned.",
        "FshatarÃ«t u larguan nga shtÃ«pitÃ« e tyre.",
        "were.They went home.Then slept once.More came late.Nobody spoke there.Fathers waited",
        (
            "Themenofthevillagewerekilledthere andthewomenwalkedtothetownbynight "
            "wheretheystayedfortwoyearsinhouses ofpeoplewhomtheyhadneverseenbefore"
        ),
    ],
)
def test_a_damaged_text_is_found(text: str, faults: Faults) -> None:
    assert len(faults(CHECK, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Fshatarët u larguan nga shtëpitë e tyre. Čovek je rekao „ne“.",
        "See https://example.org/averylongaddressthatgoesonandonandonforever.",
        "One slip.Here it is.",
        "Besim,Lumi\nEnver,Guri\nPrizren;Kamenovo\nLipljan;Brestovo\nSrbica;Brdo",
    ],
)
def test_a_sound_text_is_no_fault(text: str, faults: Faults) -> None:
    assert faults(CHECK, text) == []
