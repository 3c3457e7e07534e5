from __future__ import annotations

import pytest

from onrecord.adapters.read.decoding import decode
from onrecord.core.kernel.errors import InputError

ALBANIAN = "Në fshat janë djegur dymbëdhjetë shtëpi, tha Arta. Çdo shtëpi është e zbrazët."
SERBIAN = "Dragana je rekla da su zapaljene kuće, škola i četiri staje; đaci su pobegli žurno."
CYRILLIC = "Драгана је рекла да су запаљене куће, школа и четири штале; ђаци су побегли журно."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ALBANIAN, "utf-8"),
        (SERBIAN, "utf-8"),
        (CYRILLIC, "utf-8"),
        (ALBANIAN, "utf-8-sig"),
        (SERBIAN, "utf-16"),
        (SERBIAN, "utf-16-le"),
        (ALBANIAN, "utf-16-be"),
        (ALBANIAN, "cp1252"),
        (ALBANIAN, "cp1250"),
        (SERBIAN, "cp1250"),
        (SERBIAN, "iso8859_2"),
        (CYRILLIC, "cp1251"),
        (CYRILLIC, "iso8859_5"),
        ("kuće, šume i đaci", "cp1250"),
        ("shtëpi “e zbrazët”", "cp1252"),
        ("Plain ASCII.", "ascii"),
    ],
)
def test_text_comes_back_whatever_its_encoding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert 0.5 <= decoded.confidence <= 1


SHORT = {
    "sq": ("shtëpi", "Arta Çollaku", "Emri;Vendi\nÇollaku;Pejë"),
    "sr-Latn": ("kuće", "Živković", "Đorđe Šćepanović", "Ime;Mesto\nŽivković;Peć"),
    "sr-Cyrl": ("куће", "Живковић", "Ђорђе Шћепановић", "Име;Место\nЖивковић;Пећ"),
    "en": ("Arta’s list", "naïve café", "12 houses – “burned”"),
}
WIDE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
NARROW = {
    "sq": ("cp1252", "cp1250", "iso8859_2"),
    "sr-Latn": ("cp1250", "iso8859_2"),
    "sr-Cyrl": ("cp1251", "iso8859_5"),
    "en": ("cp1252", "cp1250"),
}
LONG = {
    "sq": ALBANIAN,
    "sr-Latn": SERBIAN,
    "sr-Cyrl": CYRILLIC,
    "en": "Arta’s “list” of 12 houses.",
}
ENCODED = [
    (text, encoding)
    for language, short in SHORT.items()
    for text in (*short, LONG[language])
    for encoding in (*WIDE, *NARROW[language])
    if text.encode(encoding, "ignore").decode(encoding) == text
]


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_thirteen_encodings_are_read_right_also_of_a_few_words(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_guess_is_said_to_be_one() -> None:
    decoded = decode(SERBIAN.encode("cp1250"))
    assert decoded.encoding == "cp1250"
    assert decoded.runner_up is not None
    assert decoded.confidence < 1
    (warning,) = decoded.warnings()
    assert "cp1250" in str(warning)
    assert decoded.runner_up in str(warning)
    assert decode(SERBIAN.encode("utf-8")).warnings() == ()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"Arta\x00Besim", "control characters"),
        (bytes(range(32)) * 20, "control characters"),
        (b"\xef\xbb\xbf\xff\xff", "does not decode"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        decode(data)
