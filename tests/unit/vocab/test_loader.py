"""What the reader of a scheme refuses, and in which words."""

from __future__ import annotations

import pytest

from onrecord.core.kernel.errors import InputError
from onrecord.vocab import read_scheme
from onrecord.vocab.checks import latin_of

GOOD = """\
scheme: crops
title: {en: crops, sq: kulturat, sr-Latn: usevi, sr-Cyrl: усеви}
note: What grows.
concepts:
  - id: crop/grain
    labels: {en: grain, sq: drithë, sr-Latn: žito, sr-Cyrl: жито}
    note: Any grain.
  - id: crop/maize
    broader: crop/grain
    labels: {en: maize, sq: misër, sr-Latn: kukuruz, sr-Cyrl: кукуруз}
    note: Maize.
    mappings: {code: ["1", "2"]}
    valid_from: "1968"
"""


def test_a_good_file_is_read() -> None:
    scheme = read_scheme(GOOD, file="crops.yaml")

    assert [concept.id for concept in scheme] == ["crop/grain", "crop/maize"]
    assert scheme.concept("crop/maize").mappings["code"] == ("1", "2")
    assert scheme.title["sq"] == "kulturat"


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("sq: misër, ", "", "the label in sq is missing"),
        ("sq: misër", "sq: ' '", "the label in sq is missing"),
        ("note: Maize.", "note: ''", "the scope note is missing"),
        ("broader: crop/grain", "broader: crop/gain", "crop/gain is unknown"),
        ("id: crop/maize", "id: crop/grain", "the id stands twice"),
        ("id: crop/maize", "id: Maize", "not a slug"),
        ("en: maize", "en: Grain", "also that of crop/grain"),
        ("sr-Latn: kukuruz", "sr-Latn: kukuруz", "Cyrillic letter 'р'"),
        ("sr-Cyrl: кукуруз", "sr-Cyrl: кукуpуз", "Latin letter 'p'"),
        ("sr-Cyrl: кукуруз", "sr-Cyrl: кукурус", "reads 'kukurus'"),
        ("en: maize,", "en: maize, de: Mais,", "de is not a language"),
        ('valid_from: "1968"', 'valid_from: "spring 1968"', "valid_from is 'spring 1968'"),
        ('valid_from: "1968"', 'valid_from: "1968"\n    valid_to: "1967"', "lies after valid_to"),
        ('valid_from: "1968"', "retired_by: crop/rye", "retired by crop/rye"),
        ('valid_from: "1968"', "valid_form: 1968", "Unknown key"),
        ("note: Maize.", "note: Maize.\n    note: Corn.", "stands twice in one mapping"),
        ("sq: kulturat, ", "", "no title in sq"),
        ("note: What grows.", "note: [", "not valid YAML"),
        ("concepts:", "terms:", "Unknown key"),
    ],
)
def test_a_bad_file_is_refused_by_name(good: str, bad: str, words: str) -> None:
    assert good in GOOD

    with pytest.raises(InputError, match=words) as refusal:
        read_scheme(GOOD.replace(good, bad), file="crops.yaml")

    assert refusal.value.file == "crops.yaml"


def test_a_refusal_names_concept_and_line() -> None:
    with pytest.raises(InputError) as refusal:
        read_scheme(GOOD.replace("sq: misër, ", ""), file="crops.yaml")

    assert refusal.value.line == 8
    assert "crop/maize" in str(refusal.value)


def test_a_circle_is_refused() -> None:
    circle = GOOD.replace("  - id: crop/grain\n", "  - id: crop/grain\n    broader: crop/maize\n")

    with pytest.raises(InputError, match="circle"):
        read_scheme(circle, file="crops.yaml")


def test_a_script_exception_with_a_reason_lets_the_scripts_differ() -> None:
    text = GOOD.replace("sr-Cyrl: кукуруз", "sr-Cyrl: кукурус").replace(
        'valid_from: "1968"', "script_exception: a spelling of its own"
    )

    assert read_scheme(text, file="crops.yaml").label("crop/maize", "sr-Cyrl") == "кукурус"


@pytest.mark.parametrize("text", ["", "- a list", "scheme: x\nconcepts: 3\n"])
def test_a_file_without_a_scheme_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_scheme(text, file="x.yaml")


def test_cyrillic_reads_as_latin_letter_by_letter() -> None:
    assert (
        latin_of("Џак, љуљашка, Његош, инјекција, ЂАК") == "Džak, ljuljaška, Njegoš, injekcija, ĐAK"
    )
