"""Every sentence that an estimate can say is said somewhere, and no sentence waits in vain."""

from __future__ import annotations

import re

import pytest
from tests.estimate_sentences import SCENES

from onrecord.core.estimate import sentences

CONSTANTS = {name: text for name, text in vars(sentences).items() if name.isupper()}


@pytest.mark.parametrize("name", CONSTANTS)
def test_the_sentence_is_said_and_filled_in(name: str) -> None:
    said = [remark for remark in SCENES[name]() if remark.template == CONSTANTS[name]]
    assert said
    wanted = set(re.findall(r"{(\w+)}", CONSTANTS[name]))
    assert wanted == {param for param, _value in said[0].params}
    assert "nan" not in str(said[0])
    assert "{" not in str(said[0])


def test_control_a_scene_says_its_own_sentence_and_not_any() -> None:
    said = {remark.template for remark in SCENES["NO_OVERLAP"]()}
    assert sentences.NO_OVERLAP in said
    assert sentences.NO_MODEL not in said


def test_there_is_no_scene_without_a_sentence() -> None:
    assert set(SCENES) == set(CONSTANTS)
