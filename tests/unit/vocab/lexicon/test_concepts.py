"""Bodies and roles have labels in four languages, each in its own script."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.script import Script, script_of
from onrecord.vocab.checks import latin_of
from onrecord.vocab.concepts import LANGUAGES
from onrecord.vocab.lexicon import concept_label, known_concepts

LISTED = [one for one in known_concepts().values() if one.id.startswith(("body/", "role/"))]


@pytest.mark.parametrize("known", LISTED, ids=lambda known: known.id)
def test_labels_are_whole(known: object) -> None:
    one = known_concepts()[getattr(known, "id", "")]
    assert all(one.labels[language].strip() for language in LANGUAGES)
    cyrillic = one.labels["sr-Cyrl"]
    if script_of(cyrillic) is Script.CYRILLIC:
        assert latin_of(cyrillic) == one.labels["sr-Latn"]


def test_kinds() -> None:
    assert {one.kind for one in LISTED} == {"organisation", "authority", "force", "role"}
    assert known_concepts()["act/killing"].kind == "act"
    assert known_concepts()["body/kfor"].perpetrator == "perpetrator/international-force"


def test_labels_by_language() -> None:
    assert concept_label("role/witness", "sq") == "dëshmitar"
    with pytest.raises(UsageError):
        concept_label("role/witness", "de")
    with pytest.raises(UsageError):
        concept_label("role/nobody", "en")
