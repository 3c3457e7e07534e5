"""What period a text names, in any of the four languages, and when it must be refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import edtf, words
from onrecord.core.kernel.period.formats import plain, read_format
from onrecord.core.kernel.period.stretch import (
    Qualifier,
    Stretch,
    between,
    bounded,
    circa,
    day,
    decade,
    month,
    part,
    season,
    settled,
    year,
)


@lru_cache(maxsize=1 << 16)
def read(text: str, language: str, formats: tuple[str, ...], pivot: int) -> Stretch:
    """Return the stretch that ``text`` names; ``InputError`` where it names none or two.

    Formats come first, then EDTF, then words. The result is cached, since columns of dates
    repeat themselves.
    """
    if not text.strip():
        raise InputError("the date is empty", remedy="Leave it out where it is not known.")
    for form in formats:
        found = read_format(text, form, pivot)
        if found is not None:
            return found
    if _ONLY_EDTF.fullmatch(text.strip()):
        return settled(edtf.read(text))
    return settled(_Reader(text, language).stretch())


_ONLY_EDTF = re.compile(
    r"(?:\d{3}[\dXU](?:-(?:0[1-9]|1[0-2]|2[1-4]|XX)(?:-(?:\d\d|XX))?)?[~?%]?|\.\.)"
    r"(?:/(?:\d{3}[\dXU](?:-(?:0[1-9]|1[0-2]|2[1-4]|XX)(?:-(?:\d\d|XX))?)?[~?%]?|\.\.)?)?"
    r"|/\d{4}.*",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?(?!\d)"
    r"|(?P<iso_month>\d{4}-(?:0[1-9]|1[0-2]))(?![\d-])"
    r"|(?P<numbers>\d{1,4}\s?(?P<sign>[./])\s?\d{1,2}\s?(?P=sign)\s?\d{1,4})(?!\d)"
    r"|(?P<month_year>\d{1,2}[./]\d{4})(?!\d)"
    r"|(?P<decade>\d{3}0)(?:['’]?s|-?ih|-?tih|-e)\b"
    r"|(?P<number>\d+)(?:st|nd|rd|th)?(?![^\W\d_])"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<dash>[-–—])"
    r"|(?P<slash>/)"
    r"|(?P<ignored>[\s.,'’]+)"
    r"|(?P<other>.)"
)


class _Token(NamedTuple):
    kind: str
    value: int = 0
    whole: Stretch | None = None


class _Reader:
    """Reads one text: tokens, then qualifier, then one unit or an interval of two."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.day_first = language != "en"
        self.tokens = list(self._tokens())

    def stretch(self) -> Stretch:
        if not self.tokens:
            raise self._no_date()
        first, rest = self.tokens[0].kind, self.tokens[1:]
        if first == "between":
            return self._interval(rest, ("and", "to"))
        if first in {"before", "after"}:
            rest = rest[1:] if rest and rest[0].kind == "to" else rest
            return bounded(self._unit(rest), Qualifier(first))
        if first == "circa":
            return circa(self._span(rest))
        if first == "to":
            return bounded(self._unit(rest), Qualifier.BEFORE, inclusive=True)
        if first == "from" and not any(token.kind == "to" for token in rest):
            return bounded(self._unit(rest), Qualifier.AFTER, inclusive=True)
        return self._span(self.tokens)

    def _span(self, tokens: Sequence[_Token]) -> Stretch:
        if tokens and tokens[0].kind == "from":
            tokens = tokens[1:]
        if _is_winter(tokens):
            return season(tokens[1].value, 4)
        if any(token.kind == "to" for token in tokens):
            return self._interval(tokens, ("to",))
        return self._unit(tokens)

    def _interval(self, tokens: Sequence[_Token], splitters: tuple[str, ...]) -> Stretch:
        cut = next((at for at, token in enumerate(tokens) if token.kind in splitters), 0)
        left, right = list(tokens[:cut]), list(tokens[cut + 1 :])
        if not left or not right:
            raise self._no_date()
        return between(self._unit(_lend(left, right)), self._unit(_lend_century(left, right)))

    def _unit(self, tokens: Sequence[_Token]) -> Stretch:
        kept = [token for token in tokens if token.kind != "and"]
        if _is_winter(kept):
            return season(kept[1].value, 4)
        if kept and kept[0].whole is not None and len(kept) == 1:
            return kept[0].whole
        read_shape = _SHAPES.get("".join(token.kind[0] for token in kept))
        if read_shape is None:
            raise self._no_date()
        return read_shape(*(token.value for token in kept))

    def _tokens(self) -> Iterator[_Token]:
        before = ""
        for found in _TOKEN.finditer(plain(self.text)):
            token = self._token(found, before)
            if token is not None:
                before = token.kind
                yield token

    def _token(self, found: re.Match[str], before: str) -> _Token | None:
        kind, text = found.lastgroup or "", found[0]
        if kind == "ignored" or (kind == "dash" and before in _PREFIXES):
            return None
        if kind in {"dash", "slash"}:
            return _Token("to" if kind == "dash" else "/")
        if kind == "word":
            return self._word(text)
        if kind == "number":
            return self._number(found["number"])
        if kind == "decade":
            return _Token("xdecade", int(found["decade"]))
        return _Token("full", whole=self._full(found, kind))

    def _full(self, found: re.Match[str], kind: str) -> Stretch:
        if kind in {"iso", "iso_month"}:
            return edtf.read(found[kind])
        if kind == "month_year":
            number, _, year_text = found[kind].replace("/", ".").partition(".")
            return month(int(year_text), int(number))
        if kind == "numbers":
            return self._numbers(found["numbers"], found["sign"])
        raise self._no_date()

    def _word(self, word: str) -> _Token | None:
        if word in words.FILLERS:
            return None
        tables = (
            ("month", words.MONTH_NUMBERS),
            ("season", words.SEASON_NUMBERS),
            ("xdecade", words.DECADE_WORDS),
            ("part", words.THIRD_WORDS),
        )
        for kind, table in tables:
            if word in table:
                return _Token(kind, table[word])
        if word not in words.ROLE_WORDS:
            raise self._no_date()
        role = words.ROLE_WORDS[word]
        return _Token("v" if role == "decade" else role)

    def _number(self, digits: str) -> _Token:
        if len(digits) not in {1, 2, 4}:
            raise self._no_date()
        return _Token("year" if len(digits) == 4 else "number", int(digits))

    def _numbers(self, text: str, sign: str) -> Stretch:
        """Read ``28.03.1999`` and its like; refuse what could be two days."""
        first, second, third = (piece.strip() for piece in text.split(sign))
        if len(first) == 4:
            return day(int(first), int(second), int(third))
        if len(third) != 4:
            raise self._two_digits()
        a, b, year_number = int(first), int(second), int(third)
        if b > 12 >= a:
            return day(year_number, a, b)
        if a > 12 or a == b or (sign == "." and self.day_first):
            return day(year_number, b, a)
        raise InputError(
            "day and month cannot be told apart",
            value=self.text,
            remedy="Name the format of the source, such as %d/%m/%Y.",
        )

    def _two_digits(self) -> InputError:
        return InputError(
            "a year with two digits",
            value=self.text,
            remedy="Name the format of the source, such as %d.%m.%y.",
        )

    def _no_date(self) -> InputError:
        return InputError(
            "no date can be read",
            value=self.text,
            remedy="Write for example 28 March 1999, 1999-03, spring 1999 or before 1999.",
        )


def _two_digit_decade(number: int) -> Stretch:
    return decade(number if number > 99 else 1900 + number)


def _refuse_winter(number: int, year_number: int) -> Stretch:
    if number == 4:
        raise InputError(
            "a winter lies in two years",
            value=year_number,
            remedy="Write winter 1998/1999, or the months.",
        )
    return season(year_number, number)


_SHAPES: dict[str, Callable[..., Stretch]] = {
    "y": year,
    "x": decade,
    "vy": lambda _, first: _two_digit_decade(first),
    "vn": lambda _, first: _two_digit_decade(first),
    "my": lambda number, of: month(of, number),
    "ym": month,
    "sy": _refuse_winter,
    "nmy": lambda number, of_month, of: day(of, of_month, number),
    "mny": lambda of_month, number, of: day(of, of_month, number),
    "ymn": day,
    "py": lambda third, of: part(year(of), third),
    "px": lambda third, of: part(decade(of), third),
    "pvy": lambda third, _, of: part(_two_digit_decade(of), third),
    "pvn": lambda third, _, of: part(_two_digit_decade(of), third),
    "pmy": lambda _, number, of: month(of, number),
    "psy": lambda _, number, of: _refuse_winter(number, of),
}
"""What a row of tokens means: n(umber), m(onth), y(ear), s(eason), p(art), v(iteve), x decade.

The early part of a month or season is read as the whole of it: wider, and true.
"""

_PREFIXES = frozenset({"part", "before", "after", "circa"})


def _is_winter(tokens: Sequence[_Token]) -> bool:
    """Say whether the tokens are ``winter 1998/1999`` or ``winter 1998-99``."""
    if [token.kind for token in tokens[:2]] != ["season", "year"] or len(tokens) != 4:
        return False
    following = tokens[1].value + 1
    return (
        tokens[0].value == 4
        and tokens[2].kind in {"/", "to"}
        and tokens[3].value in {following, following % 100}
    )


def _lend(left: list[_Token], right: list[_Token]) -> list[_Token]:
    """Give the start of an interval the month and year that only its end names."""
    kinds = {token.kind for token in left}
    if kinds & {"full", "year", "xdecade", "v"}:
        return left
    lent = [token for token in right if token.kind == "year"]
    if "month" not in kinds and "season" not in kinds:
        lent = [token for token in right if token.kind == "month"] + lent
    return left + lent


def _lend_century(left: list[_Token], right: list[_Token]) -> list[_Token]:
    """Read the end of ``1998-99`` as 1999."""
    if [token.kind for token in left] != ["year"] or [t.kind for t in right] != ["number"]:
        return right
    start, end = left[0].value, right[0].value
    return [_Token("year", start - start % 100 + end)] if end > start % 100 else right
