"""How do answers stand in one flat table, and what does each kind of answer have to be?

Answers are ``{path: text}``. The path of an answer outside of repeats is the name of its question;
inside it begins with the repeats around it, ``child/2/name``, counted from 1. A repeat's own path
holds how many there are. Several choices stand in one text with a space between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from onrecord.core.document.questionnaire.definition import AGREED, SELECTS, Choice, Kind, Question
from onrecord.core.document.questionnaire.expression.values import BLANK, day_part, is_date
from onrecord.core.kernel.remark import Remark

Answers = Mapping[str, str]
Prefix = tuple[tuple[str, int], ...]
"""The repeats around an answer: their names and which of them, from the outermost."""

MOST_REPEATS = 100
"""How often one repeat can be filled in."""
LONGEST = 20_000
"""Characters of the longest answer."""
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_DECIMAL = re.compile(r"-?(?:[0-9]{1,15}(?:[.][0-9]{0,10})?|[.][0-9]{1,10})")


def path_of(prefix: Prefix, name: str) -> str:
    """Return the path of an answer."""
    return "".join(f"{repeat}/{number}/" for repeat, number in prefix) + name


def normal(kind: Kind, typed: str) -> str:
    """Return an answer as it is kept: without blanks around, numbers with a point."""
    text = typed.replace("\0", "").strip(BLANK)
    if kind is Kind.DECIMAL:
        return text.replace(",", ".")
    if kind in SELECTS:
        return " ".join(word for word in text.split(" ") if word)
    return text


def misfit(question: Question, answer: str, choices: tuple[Choice, ...]) -> Remark | None:
    """Return why an answer is not of the question's kind; None where it is. Empty always fits."""
    if not answer:
        return None
    if len(answer) > LONGEST:
        return Remark.of("The answer has more than {most} characters.", most=LONGEST)
    if question.kind in SELECTS:
        return _misfit_of_choice(question, answer, choices)
    rules: dict[Kind, tuple[Callable[[str], object], str]] = {
        Kind.INTEGER: (_INTEGER.fullmatch, "Write a whole number."),
        Kind.DECIMAL: (_DECIMAL.fullmatch, "Write a number."),
        Kind.DATE: (is_date, "Write a day as YYYY-MM-DD."),
        Kind.DATE_TIME: (_is_moment, "Write a day and a time as YYYY-MM-DDThh:mm."),
        Kind.TIME: (_is_time, "Write a time as hh:mm."),
        Kind.ACKNOWLEDGE: (lambda answer: answer == AGREED, "Tick the box or leave it empty."),
    }
    fits, sentence = rules.get(question.kind, (str, ""))
    return None if fits(answer) else Remark.of(sentence)


def _misfit_of_choice(
    question: Question, answer: str, choices: tuple[Choice, ...]
) -> Remark | None:
    chosen = answer.split(" ") if question.kind is Kind.SELECT_MULTIPLE else [answer]
    if set(chosen) <= {choice.name for choice in choices}:
        return None
    return Remark.of("What was chosen is not among the choices any more. Choose again.")


def _is_moment(answer: str) -> bool:
    return answer[10:11] == "T" and is_date(answer[:10]) and _is_time(answer[11:])


def _is_time(answer: str) -> bool:
    part = day_part(answer)
    return part == part  # noqa: PLR0124 - NaN is the one number that is not itself


def without_turn(answers: Answers, path: str, number: int) -> dict[str, str]:
    """Return the answers without one turn of a repeat; the turns behind it move up by one.

    ``path`` is the path of the repeat, ``number`` the turn, from 1.
    """
    kept: dict[str, str] = {}
    for key, answer in answers.items():
        turn, rest = _turn_of(key, path)
        if turn is None or turn < number:
            kept[key] = answer
        elif turn > number:
            kept[f"{path}/{turn - 1}{rest}"] = answer
    count = answers.get(path, "1")
    kept[path] = str(max(int(count) - 1, 0)) if count.isdecimal() else "0"
    return kept


def _turn_of(key: str, path: str) -> tuple[int | None, str]:
    if not key.startswith(f"{path}/"):
        return None, ""
    turn, slash, rest = key[len(path) + 1 :].partition("/")
    return (int(turn), slash + rest) if turn.isdecimal() and len(turn) < 9 else (None, "")
