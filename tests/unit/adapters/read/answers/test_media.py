"""A picture is asked in the process apart; a hostile one ends in an error in words."""

from __future__ import annotations

import base64

import pytest
from tests.unit.adapters.read.embedded.test_credentials import STORE, in_film, in_png
from tests.unit.adapters.read.embedded.test_tags import PRIZREN, picture

from onrecord.adapters.read.sandbox import ask_apart
from onrecord.core.kernel.errors import InputError


def test_tags_place_and_credentials_come_back() -> None:
    told = ask_apart("media", picture(gps=PRIZREN), "photo.JPG", {})
    assert told["tags"]["Make"] == "Camera of Arta"
    assert told["location"]["Latitude"] == "42.210000"
    assert told["stores"] == []
    told = ask_apart("media", in_png(STORE), "photo.png", {})
    assert [base64.b64decode(store) for store in told["stores"]] == [STORE]
    assert told["labels"] == [["urn:uuid:first", "urn:uuid:active"]]


def test_a_film_tells_its_credentials_alone() -> None:
    told = ask_apart("media", in_film(STORE), "film.mp4", {})
    assert (told["tags"], len(told["stores"])) == ({}, 1)


def test_a_damaged_picture_is_refused_in_words() -> None:
    with pytest.raises(InputError, match=r"photo\.jpg"):
        ask_apart("media", b"\xff\xd8 no picture", "photo.jpg", {})
