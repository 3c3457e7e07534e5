"""How is an expression of a form read: a small subset of XPath 1.0, as XLSForm writes it?

Grammar, from what binds loosest to what binds closest (XPath 1.0, section 3)::

    or    and    = !=    < <= > >=    + -    * div mod    - (before)    a number, text, ${name} …
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from onrecord.core.document.questionnaire.expression.functions import FUNCTIONS
from onrecord.core.document.questionnaire.expression.nodes import (
    Above,
    Answer,
    Call,
    Column,
    Current,
    Expression,
    Negative,
    Number,
    Operation,
    Text,
)
from onrecord.core.document.questionnaire.pattern import compiled
from onrecord.core.kernel.errors import InputError

LONGEST = 4_000
"""Characters of the longest expression."""
DEEPEST = 30
"""How many brackets, calls and minus signs may lie in one another."""
MOST_SIGNS = 150
"""How many signs may stand between things in one expression: a long row makes a deep tree."""

LEVELS = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
"""Signs between two things, those that bind loosest first."""

_TOKEN = re.compile(
    r"""[ \t\r\n\u00a0]*(?:
    (?P<answer>\$\{[ ]*(?P<name>[^\W\d][\w.-]*)[ ]*\})
    |(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<text>"[^"]*"|'[^']*'|[“”„][^"“”„]*[“”"]|[‘’][^'‘’]*[‘’'])
    |(?P<word>[^\W\d][\w-]*(?:\.[\w-]+)*(?::[^\W\d][\w-]*)?)
    |(?P<sign>\.\.|\.|!=|<=|>=|[=<>+*(),-])
    )""",
    re.VERBOSE,
)
_BLANK = re.compile(r"[ \t\r\n\u00a0]*\Z")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def parse(text: str, *, columns: Collection[str] = ()) -> Expression:
    """Return the expression that a text writes.

    ``columns`` are the names that may stand alone: the columns of choices in a choice_filter.
    Raises InputError that names what is not understood, in time linear in the text.
    """
    if len(text) > LONGEST:
        raise InputError(
            "The expression has more than {most} characters",
            most=LONGEST,
            remedy="Calculate parts of it in questions of the type calculate.",
        )
    reader = _Reader(_tokens(text), frozenset(columns))
    expression = reader.between(0, 0)
    if reader.next is not None:
        raise InputError(
            "The expression goes on where it should end",
            value=reader.next.text,
            remedy="Put and, or, a comma or a bracket where one is missing.",
        )
    return expression


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while not _BLANK.match(text, at):
        match = _TOKEN.match(text, at)
        if match is None:
            raise InputError(
                "The expression has a sign that is not understood",
                value=text[at : at + 20].strip(),
                remedy="Questions are named as ${name}; paths with a slash are not supported.",
            )
        kind = match.lastgroup or ""
        kind = "answer" if kind == "name" else kind
        found.append(_Token(kind, _content(match, kind)))
        at = match.end()
    return found


def _content(match: re.Match[str], kind: str) -> str:
    if kind == "answer":
        return match["name"]
    return match[kind][1:-1] if kind == "text" else match[kind]


class _Reader:
    """Reads the tokens from left to right, each once."""

    def __init__(self, tokens: list[_Token], columns: frozenset[str]) -> None:
        self._tokens = tokens
        self._columns = columns
        self._at = 0
        self._signs = 0

    @property
    def next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def between(self, level: int, depth: int) -> Expression:
        """Read things of this level and the signs between them."""
        if level == len(LEVELS):
            return self._one(depth)
        left = self.between(level + 1, depth)
        while (sign := self._sign_of(level)) is not None:
            left = Operation(sign, left, self.between(level + 1, depth))
        return left

    def _sign_of(self, level: int) -> str | None:
        token = self.next
        if token is None or token.kind not in ("sign", "word") or token.text not in LEVELS[level]:
            return None
        self._at += 1
        self._signs += 1
        if self._signs > MOST_SIGNS:
            raise self._too_large(MOST_SIGNS)
        return token.text

    def _too_large(self, most: int) -> InputError:
        return InputError(
            "The expression has more than {most} parts in a row or in one another",
            most=most,
            remedy="Calculate parts of it in questions of the type calculate.",
        )

    def _one(self, depth: int) -> Expression:
        if depth > DEEPEST:
            raise self._too_large(DEEPEST)
        token = self._take()
        match token.kind:
            case "number":
                return Number(float(token.text))
            case "text":
                return Text(token.text)
            case "answer":
                return Answer(token.text)
            case "word":
                return self._word(token.text, depth)
        return self._signed(token.text, depth)

    def _signed(self, sign: str, depth: int) -> Expression:
        match sign:
            case ".":
                return Current()
            case "..":
                return Above()
            case "-":
                return Negative(self._one(depth + 1))
            case "(":
                inner = self.between(0, depth + 1)
                self._expect(")")
                return inner
        raise InputError("The expression has a sign where something should stand", value=sign)

    def _word(self, word: str, depth: int) -> Expression:
        if self.next == _Token("sign", "("):
            self._at += 1
            return _checked_call(word, self._arguments(depth + 1))
        if word in self._columns:
            return Column(word)
        raise InputError(
            "A name stands alone in the expression",
            value=word,
            remedy="Write ${name} for a question, 'name' for a choice or a text.",
        )

    def _arguments(self, depth: int) -> tuple[Expression, ...]:
        if self.next == _Token("sign", ")"):
            self._at += 1
            return ()
        found = [self.between(0, depth)]
        while self.next == _Token("sign", ","):
            self._at += 1
            found.append(self.between(0, depth))
        self._expect(")")
        return tuple(found)

    def _take(self) -> _Token:
        token = self.next
        if token is None:
            raise InputError("The expression ends too early", remedy="Complete it.")
        self._at += 1
        return token

    def _expect(self, sign: str) -> None:
        token = self._take()
        if token != _Token("sign", sign):
            raise InputError(
                "The expression needs {sign} here",
                sign=f"“{sign}”",
                value=token.text,
                remedy="Count the brackets.",
            )


def _checked_call(name: str, arguments: tuple[Expression, ...]) -> Call:
    function = FUNCTIONS.get(name)
    if function is None:
        raise InputError(
            "The function {name}() is not supported",
            name=name,
            remedy=f"Supported are: {', '.join(sorted(FUNCTIONS))}.",
        )
    if not function.takes(len(arguments)):
        raise InputError(
            "The function {name}() was given {count} values", name=name, count=len(arguments)
        )
    if name == "regex":
        pattern = arguments[1]
        if not isinstance(pattern, Text):
            raise InputError(
                "The pattern of regex() is a text in quotes",
                remedy="A pattern that is calculated is not supported.",
            )
        compiled(pattern.value)
    if name == "position" and arguments != (Above(),):
        raise InputError("The function position() is supported as position(..) only")
    if name != "position" and Above() in arguments:
        raise InputError("Two points (..) stand in position(..) only")
    return Call(name, arguments)
