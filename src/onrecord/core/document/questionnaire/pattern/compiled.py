"""Which steps does a matcher take for a pattern of ``regex()``?

A form comes from outside, hence its patterns too. The engines of Python and of browsers take
exponential time on some of them. Ours compiles the pattern to a program for a matcher that walks
all ways at once (Thompson 1968; Pike's form of it), and both sides run the same program.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.core.kernel.errors import InputError

MOST_STEPS = 500
"""The longest program; bounded repetition writes its part out as often as it may occur."""
_MOST_GROUPS = 20
_LAST = 0x10FFFF
_DIGITS = ((48, 57),)
_WORD = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACE = ((9, 13), (32, 32), (160, 160))
_CLASSES = {"d": _DIGITS, "w": _WORD, "s": _SPACE}
_CONTROL = {"t": 9, "n": 10, "r": 13}
_SPECIAL = frozenset("*+?{}()|[]^$.\\")

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Instruction:
    """One step: ``one`` of a set of characters, ``split``, ``jump``, ``start`` or ``end``.

    ``to`` are the next steps of split and jump, relative to this one. A set holds the characters
    in ``ranges`` (code points, both ends in), and every letter where ``letters``; ``negated``
    turns it round.
    """

    kind: str
    to: tuple[int, ...] = ()
    ranges: Ranges = ()
    letters: bool = False
    negated: bool = False


Program = tuple[Instruction, ...]


@lru_cache(maxsize=1_000)
def compiled(pattern: str) -> Program:
    r"""Return the program of a pattern; InputError names what is not understood.

    Understood are characters, ``.``, sets in brackets, ``\d \w \s`` (of ASCII) and their
    opposites, ``\p{L}`` for any letter, groups, ``|``, ``? * + {m} {m,} {m,n}``, ``^`` and
    ``$``.
    """
    reader = _Reader(pattern)
    program = reader.alternatives(0)
    if reader.at < len(pattern):
        raise reader.refused("A closing bracket has no opening one")
    return program


class _Reader:
    """Reads a pattern from left to right, each character once."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def refused(self, template: str) -> InputError:
        return InputError(
            template,
            value=self.pattern,
            remedy="Write the pattern with the signs that the reference of forms lists.",
        )

    def peek(self) -> str:
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def take(self) -> str:
        sign = self.peek()
        if not sign:
            raise self.refused("The pattern ends too early")
        self.at += 1
        return sign

    def alternatives(self, depth: int) -> Program:
        if depth > _MOST_GROUPS:
            raise self.refused("The pattern nests too many groups")
        ways = [self.sequence(depth)]
        while self.peek() == "|":
            self.at += 1
            ways.append(self.sequence(depth))
        program = ways.pop()
        for way in reversed(ways):
            program = self.fitting(
                (
                    Instruction("split", (1, len(way) + 2)),
                    *way,
                    Instruction("jump", (len(program) + 1,)),
                    *program,
                )
            )
        return program

    def sequence(self, depth: int) -> Program:
        program: Program = ()
        while self.peek() and self.peek() not in "|)":
            program = self.fitting(program + self.repeated(self.atom(depth)))
        return program

    def atom(self, depth: int) -> Program:  # noqa: PLR0911 - one for each sign
        sign = self.take()
        match sign:
            case "(":
                return self.group(depth)
            case "[":
                return (self.bracket(),)
            case ".":
                return (Instruction("one", ranges=((10, 10),), negated=True),)
            case "^":
                return (Instruction("start"),)
            case "$":
                return (Instruction("end"),)
            case "\\":
                return (self.escaped(),)
            case _ if sign in "*+?{":
                raise self.refused("A sign of repetition has nothing to repeat")
        return (_literal(ord(sign)),)

    def group(self, depth: int) -> Program:
        if self.peek() == "?":
            self.at += 1
            if self.take() != ":":
                raise self.refused("Groups that look ahead, behind or back are not supported")
        program = self.alternatives(depth + 1)
        if self.take() != ")":
            raise self.refused("A group is not closed")
        return program

    def escaped(self) -> Instruction:
        sign = self.take()
        if sign.lower() in _CLASSES:
            return Instruction("one", ranges=_CLASSES[sign.lower()], negated=sign.isupper())
        if sign == "p":
            if self.pattern[self.at : self.at + 3] != "{L}":
                raise self.refused("Of the classes of Unicode only any letter is supported")
            self.at += 3
            return Instruction("one", letters=True)
        return _literal(self.character(sign))

    def character(self, sign: str) -> int:
        if sign in _CONTROL:
            return _CONTROL[sign]
        if sign.isascii() and sign.isalnum():
            raise self.refused("An escaped sign of the pattern is not supported")
        return ord(sign)

    def bracket(self) -> Instruction:
        negated = self.peek() == "^"
        self.at += negated
        ranges: list[tuple[int, int]] = []
        letters = False
        first = True
        while first or self.peek() != "]":
            first = False
            part = self.escaped() if (sign := self.take()) == "\\" else _literal(ord(sign))
            if part.negated:
                raise self.refused("An opposite class within brackets is not supported")
            letters = letters or part.letters
            ranges += self.ranged(part)
        self.at += 1
        return Instruction("one", ranges=tuple(ranges), letters=letters, negated=negated)

    def ranged(self, part: Instruction) -> Ranges:
        follows = self.pattern[self.at + 1 : self.at + 2]
        single = len(part.ranges) == 1 and part.ranges[0][0] == part.ranges[0][1]
        if not single or self.peek() != "-" or follows in ("", "]"):
            return part.ranges
        self.at += 1
        sign = self.take()
        last = self.character(self.take()) if sign == "\\" else ord(sign)
        if last < part.ranges[0][0]:
            raise self.refused("A range of characters ends before it begins")
        return ((part.ranges[0][0], last),)

    def repeated(self, atom: Program) -> Program:
        sign = self.peek()
        if not sign or sign not in "*+?{":
            return atom
        self.at += 1
        least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(sign) or self.bounds()
        if self.peek() == "?":
            self.at += 1  # lazy or not: the same texts fit
        if self.peek() and self.peek() in "*+{":
            raise self.refused("A sign of repetition has nothing to repeat")
        return self.written_out(atom, least, most)

    def bounds(self) -> tuple[int, int | None]:
        least = self.number()
        most: int | None = least
        if self.peek() == ",":
            self.at += 1
            most = None if self.peek() == "}" else self.number()
        if self.take() != "}" or (most is not None and most < least):
            raise self.refused("The bounds of a repetition cannot be read")
        return least, most

    def number(self) -> int:
        start = self.at
        while self.peek() and self.peek() in "0123456789":
            self.at += 1
        digits = self.pattern[start : self.at]
        if not 1 <= len(digits) <= 4:
            raise self.refused("The bounds of a repetition cannot be read")
        return int(digits)

    def written_out(self, atom: Program, least: int, most: int | None) -> Program:
        size = len(atom) + 2
        copies = max(least, 1) if most is None else max(most, 1)
        if copies * size > MOST_STEPS + size:
            raise self.too_long()
        if most is None:
            around = (Instruction("split", (1, len(atom) + 2)), *atom)
            return self.fitting(atom * least + (*around, Instruction("jump", (-len(atom) - 1,))))
        perhaps = (Instruction("split", (1, len(atom) + 1)), *atom)
        return self.fitting(atom * least + perhaps * (most - least))

    def fitting(self, program: Program) -> Program:
        if len(program) > MOST_STEPS:
            raise self.too_long()
        return program

    def too_long(self) -> InputError:
        return self.refused("The pattern is too long when its repetitions are written out")


def _literal(code: int) -> Instruction:
    return Instruction("one", ranges=((code, code),))
