"""Which character encoding the bytes of a text are in, how sure that is, and what comes next."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A decoded text. ``confidence`` lies in 0 to 1; ``runner_up`` would give another text.

    ``mark`` is the length in bytes of the byte order mark, which is no part of the text.
    """

    text: str
    encoding: str
    confidence: float
    runner_up: str | None = None
    mark: int = 0

    def warnings(self) -> tuple[Remark, ...]:
        """Return what a coder should know before trusting letters with marks."""
        if self.runner_up is None:
            return ()
        warning = Remark.of(
            "The encoding was judged to be {encoding}; {other} would also decode and give other "
            "letters.",
            encoding=self.encoding,
            other=self.runner_up,
        )
        return (warning,)


def decode(data: bytes) -> Decoded:
    """Return the text of ``data``.

    A byte order mark decides; else strict UTF-8, which other encodings hardly ever satisfy by
    chance; else the encoding whose letters fit Albanian and Serbian best. Raises ``InputError``
    for bytes that are no text.
    """
    if not data:
        raise InputError("The file is empty.")
    decoded = _by_mark(data) or _utf16_without_mark(data) or _utf8(data) or _by_letters(data)
    _refuse_binary(decoded.text)
    return decoded


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_CANDIDATES = ("cp1252", "cp1250", "cp1251", "iso8859_2", "iso8859_5")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MOST_CONTROLS = 0.005


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            if text is None:
                raise InputError(
                    "The file says that it is {encoding}, but does not decode so.",
                    encoding=encoding,
                    remedy="Save it again as UTF-8.",
                )
            return Decoded(text=text, encoding=encoding, confidence=1.0, mark=len(mark))
    return None


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """Know UTF-16 by its upper bytes: 0 for ASCII, 1 for Latin with marks, 4 for Cyrillic."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or not len(data):
        return None
    upper = {"utf-16-be": sample[0::2], "utf-16-le": sample[1::2]}
    shares = {name: _share(column, _UPPER_BYTES) for name, column in upper.items()}
    encoding = max(shares, key=lambda name: shares[name])
    other = min(shares.values())
    no_other_text_has = _share(upper[encoding], _UPPER_BYTES - {_TYPOGRAPHIC})
    if shares[encoding] < 0.95 or other > 0.6 or no_other_text_has < 0.25:
        return None
    text = _strict(data, encoding)
    return None if text is None else Decoded(text=text, encoding=encoding, confidence=0.9)


_TYPOGRAPHIC = 0x20
_UPPER_BYTES = frozenset({0x00, 0x01, 0x04, _TYPOGRAPHIC})
"""A space is 0x20 too, so this one alone proves nothing."""


def _share(column: bytes, wanted: frozenset[int]) -> float:
    return sum(column.count(byte) for byte in wanted) / max(1, len(column))


def _utf8(data: bytes) -> Decoded | None:
    text = _strict(data, "utf-8")
    return None if text is None else Decoded(text=text, encoding="utf-8", confidence=1.0)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _by_letters(data: bytes) -> Decoded:
    names = dict.fromkeys((*_CANDIDATES, *_second_opinion(data)))
    texts = {name: text for name in names if (text := _strict(data, name)) is not None}
    if not texts:
        raise InputError("The bytes are no text in any encoding that we know.")
    scores = {name: _fit(text[:_SAMPLE]) for name, text in texts.items()}
    ranked = sorted(scores, key=lambda name: scores[name], reverse=True)
    best = ranked[0]
    other = next((name for name in ranked[1:] if texts[name] != texts[best]), None)
    lead = 1.0 if other is None else min(1.0, max(0.0, scores[best] - scores[other]))
    return Decoded(
        text=texts[best],
        encoding=best,
        confidence=round(0.5 + 0.45 * lead, 2),
        runner_up=other,
    )


def _second_opinion(data: bytes) -> tuple[str, ...]:
    """Ask a general detector, which also knows the scripts that our rule does not."""
    best = from_bytes(data[:_SAMPLE]).best()
    return () if best is None else (best.encoding,)


_OURS = frozenset("ëçËÇšđčćžŠĐČĆŽ" + "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ")
_COMMONEST = frozenset("ëаеионсту")
_TYPOGRAPHY = frozenset("“”„‘’‚–—…«»€§°•\u00a0")
_WESTERN = frozenset("áàâäãåéèêíìîïóòôöõúùûüñÁÉÍÓÖÚÜÑ")
_CASE_BREAK = re.compile(r"[a-zа-џčćšđžëç][А-ЯЂЈЉЊЋЏČĆŠĐŽËÇ]")
_MIXED = re.compile(r"[A-Za-z][\u0400-\u04FF]|[\u0400-\u04FF][A-Za-z]")


def _fit(text: str) -> float:
    """Return how well the letters fit our languages, per character that is not ASCII."""
    strange = [letter for letter in text if ord(letter) > 127]
    if not strange:
        return 0.0
    score = sum(_worth(letter) for letter in strange)
    score -= 2.0 * len(_MIXED.findall(text)) + 1.0 * len(_CASE_BREAK.findall(text))
    return score / len(strange)


def _worth(letter: str) -> float:
    if letter in _COMMONEST:
        return 1.5
    if letter in _OURS:
        return 1.0
    if letter in _TYPOGRAPHY:
        return 0.5
    if letter in _WESTERN:
        return 0.2
    return -2.0 if "\x80" <= letter <= "\x9f" else -1.0


def _refuse_binary(text: str) -> None:
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > _MOST_CONTROLS * len(text):
        raise InputError(
            "The file holds control characters: it is not a text.",
            remedy="Give the original document, or save it as UTF-8 text.",
        )
