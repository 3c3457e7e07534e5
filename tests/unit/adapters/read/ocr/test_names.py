from __future__ import annotations

from collections.abc import Sequence

from onrecord.adapters.read.ocr.names import may_hold_names, with_local_names
from onrecord.adapters.read.ocr.tesseract import SeenWord


def line(*texts: str, confidence: float = 0.9) -> Sequence[SeenWord]:
    return [
        SeenWord(text, 100 * place, 10, 100 * place + 90, 30, confidence, 1, (1, 1, 1))
        for place, text in enumerate(texts)
    ]


def read(language: str, first: Sequence[SeenWord], **passes: Sequence[SeenWord]) -> list[str]:
    by_code = {code.replace("_", "-"): words for code, words in passes.items()}
    return [one.seen.text for one in with_local_names(first, language, by_code)]


def test_names_come_from_the_pass_that_has_their_letters() -> None:
    words = with_local_names(
        line("met", "Gérvalla", "and", "Zivkovié"),
        "en",
        {
            "sq": line("mët", "Gërvalla", "and", "Zivkovit"),
            "sr-Latn": line("met", "Gervalla", "ąnd", "Živković"),
        },
    )
    assert [one.seen.text for one in words] == ["met", "Gërvalla", "and", "Živković"]
    assert [one.other for one in words] == [None, "Gérvalla", None, "Zivkovié"]


def test_letters_of_the_page_itself_are_not_taken_for_foreign_ones() -> None:
    assert read("sq", line("Çollaku"), sr_Latn=line("Čollaku")) == ["Çollaku"]


def test_a_doubtful_reading_or_another_word_is_not_taken_over() -> None:
    assert read("en", line("Collaku"), sq=line("Çollaku", confidence=0.3)) == ["Collaku"]
    assert read("en", line("Besim"), sq=line("Ëngjëll")) == ["Besim"]
    assert read("en", line("house"), sq=line("hoüsë")) == ["house"]
    assert read("en", line("Collaku"), sq=()) == ["Collaku"]


def test_a_page_without_names_needs_no_second_pass() -> None:
    assert not may_hold_names(line("the", "12", "It"))
    assert may_hold_names(line("the", "Arta"))
