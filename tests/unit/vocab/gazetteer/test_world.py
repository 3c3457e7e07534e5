"""Countries, regions and cities beyond Kosovo are found in texts, in all languages."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.script import Script, script_of
from onrecord.vocab.gazetteer import Gazetteer
from onrecord.vocab.gazetteer.world import gazetteer_for_texts, world_places


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from Serbia to the Netherlands", ["country-rs", "country-nl"]),
        ("nga Serbia në Mal të Zi, Shqipërisë", ["country-rs", "country-me", "country-al"]),
        ("iz Srbije u Crnu Goru i Nemačku", ["country-rs", "country-me", "country-de"]),
        ("из Србије у Црну Гору", ["country-rs", "country-me"]),
        ("in Western Europe and the Balkans", ["region-western-europe", "region-balkans"]),
        ("on the Ibar near Prizren", ["region-ibar", "xk-m21"]),
        ("Pejë/Peć", ["xk-m18"]),
        ("Save the Children. Sad je mir u SAD i na Savi.", ["country-us", "region-sava"]),
        ("Serbi u vra në Serbi.", ["country-rs"]),
    ],
)
def test_names_in_texts(text: str, found: list[str]) -> None:
    spans = gazetteer_for_texts().find_all(text)
    assert [one.ids for one in spans] == [(place,) for place in found]
    assert all(text[one.start : one.end] == one.text for one in spans)


def test_the_gazetteer_of_kosovo_stays_as_it_is() -> None:
    assert not any(place.id.startswith("country-") for place in Gazetteer.default().by_id.values())
    ids = [place.id for place in world_places()]
    assert len(ids) == len(set(ids))


def test_each_name_is_in_its_script() -> None:
    for place in world_places():
        for name in place.names:
            if name.language != "und":
                wanted = Script.CYRILLIC if name.language == "sr-Cyrl" else Script.LATIN
                assert script_of(name.text) is wanted, name
