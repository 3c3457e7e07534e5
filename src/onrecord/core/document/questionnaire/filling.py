"""What does a form look like for the answers given so far: what applies, what is wrong?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from onrecord.core.document.questionnaire.answers import (
    MOST_REPEATS,
    Answers,
    Prefix,
    misfit,
    normal,
    path_of,
)
from onrecord.core.document.questionnaire.checking import REFERENCE, in_order
from onrecord.core.document.questionnaire.definition import (
    Choice,
    Form,
    Group,
    Item,
    Placed,
    Question,
    Repeat,
    Texts,
    placed,
)
from onrecord.core.document.questionnaire.expression import (
    Expression,
    as_boolean,
    as_number,
    as_text,
    evaluate,
)
from onrecord.core.kernel.remark import Remark

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer: the form's own words where it has some, else ours."""

    remark: Remark
    words: Texts = field(default_factory=Texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One item of a form in one instance, as it stands now.

    ``children`` are the items of a group, or the instances of a repeat; an instance is a group
    with a ``number``. ``applies`` is false where the form's relevance says so, of the item or of
    what is around it. ``value`` is the answer, also where it does not apply, so that nothing
    typed is lost; ``counted`` is the answer that counts: empty where it does not apply.
    """

    item: Item
    path: str
    applies: bool
    value: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    problem: Problem | None = None
    number: int = 0
    children: tuple[Node, ...] = ()
    shown: Mapping[str, Texts] = field(default_factory=dict)

    @property
    def counted(self) -> str:
        """The answer that counts."""
        return self.value if self.applies else ""

    def words(self, texts: Texts, language: str) -> str:
        """Return a text of the item in a language, with the answers that it shows."""
        return REFERENCE.sub(
            lambda found: self.shown.get(found[1], Texts()).text(language), texts.text(language)
        )


def fill(form: Form, answers: Answers, *, today: date) -> tuple[Node, ...]:
    """Return the form with its answers: relevance, calculations, defaults and problems.

    ``today`` is what ``today()`` gives. Answers to unknown paths are left alone.
    """
    return _Run(form, answers, today).nodes(form.items, ())


def leaves(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield every question of a filled form, in its order."""
    for node in nodes:
        if isinstance(node.item, Question):
            yield node
        else:
            yield from leaves(node.children)


def problems(nodes: tuple[Node, ...]) -> list[Node]:
    """Return the questions with whose answers something is wrong."""
    return [node for node in leaves(nodes) if node.applies and node.problem is not None]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an expression stands, as the evaluation asks for it."""

    run: _Run
    prefix: Prefix
    current: str = ""
    choice: Choice | None = None

    @property
    def today(self) -> date:
        return self.run.today

    @property
    def position(self) -> int:
        return self.prefix[-1][1] if self.prefix else 0

    def answers(self, name: str) -> tuple[str, ...]:
        return self.run.answers_to(name, self.prefix)

    def column(self, name: str) -> str:
        return dict(self.choice.columns).get(name, "") if self.choice else ""


class _Run:
    """Works a form out once; what was worked out is kept for the next who asks."""

    def __init__(self, form: Form, answers: Answers, today: date) -> None:
        self.today = today
        self._given = answers
        self._placed: dict[str, Placed] = {one.item.name: one for one in placed(form)}
        self._values: dict[str, str] = {}
        self._applying: dict[str, bool] = {}
        # What rests on nothing comes first, so that no chain of answers becomes a deep recursion.
        for name in in_order(self._placed):
            for prefix in self._prefixes(self._placed[name], ()):
                self._value(name, prefix)
                self._applies(name, prefix)

    def nodes(self, items: tuple[Item, ...], prefix: Prefix) -> tuple[Node, ...]:
        return tuple(self._node(item, prefix) for item in items)

    def answers_to(self, name: str, prefix: Prefix) -> tuple[str, ...]:
        """Return the answers that ``${name}`` means at a place: those of the repeats it is in."""
        target = self._placed[name]
        if isinstance(target.item, Repeat):
            found = [
                str(number)
                for outer in self._prefixes(target, prefix)
                for number in range(1, self._count(target.item, outer) + 1)
            ]
            return tuple(found)
        return tuple(self._counted(name, place) for place in self._prefixes(target, prefix))

    def _node(self, item: Item, prefix: Prefix) -> Node:
        match item:
            case Question():
                return self._question(item, prefix)
            case Group():
                return Node(
                    item=item,
                    path=path_of(prefix, item.name),
                    applies=self._applies(item.name, prefix),
                    children=self.nodes(item.items, prefix),
                    shown=self._shown((item.label,), prefix),
                )
            case Repeat():
                return self._repeat(item, prefix)

    def _repeat(self, item: Repeat, prefix: Prefix) -> Node:
        count = self._count(item, prefix)
        path = path_of(prefix, item.name)
        applies = self._applies(item.name, prefix)
        shown = self._shown((item.label,), prefix)
        return Node(
            item=item,
            path=path,
            applies=applies,
            value=str(count),
            shown=shown,
            children=tuple(
                Node(
                    item=item,
                    path=f"{path}/{number}",
                    applies=applies,
                    number=number,
                    children=self.nodes(item.items, (*prefix, (item.name, number))),
                    shown=shown,
                )
                for number in range(1, count + 1)
            ),
        )

    def _question(self, item: Question, prefix: Prefix) -> Node:
        applies = self._applies(item.name, prefix)
        value = self._value(item.name, prefix)
        choices = self._choices(item, prefix, value)
        required = self._holds(item.required, _Place(self, prefix, value))
        return Node(
            item=item,
            path=path_of(prefix, item.name),
            applies=applies,
            value=value,
            required=required,
            choices=choices,
            problem=self._problem(item, prefix, value, choices, required=required),
            shown=self._shown((item.label, item.hint), prefix),
        )

    def _problem(
        self,
        item: Question,
        prefix: Prefix,
        value: str,
        choices: tuple[Choice, ...],
        *,
        required: bool,
    ) -> Problem | None:
        if not value:
            missing = Problem(Remark.of("An answer is needed."), item.required_message)
            return missing if required else None
        wrong = misfit(item, value, choices)
        if wrong is not None:
            return Problem(wrong)
        if item.constraint is None or self._holds(item.constraint, _Place(self, prefix, value)):
            return None
        return Problem(Remark.of("This answer cannot be."), item.constraint_message)

    def _choices(self, item: Question, prefix: Prefix, value: str) -> tuple[Choice, ...]:
        if item.choice_filter is None:
            return item.choices
        return tuple(
            choice
            for choice in item.choices
            if self._holds(item.choice_filter, _Place(self, prefix, value, choice))
        )

    def _holds(self, expression: Expression | None, place: _Place) -> bool:
        return expression is not None and as_boolean(evaluate(expression, place))

    def _applies(self, name: str, prefix: Prefix) -> bool:
        return _kept(self._applying, path_of(prefix, name), lambda: self._relevant(name, prefix))

    def _relevant(self, name: str, prefix: Prefix) -> bool:
        one = self._placed[name]
        own = one.item.relevant
        if own is not None and not self._holds(own, _Place(self, prefix)):
            return False
        if not one.around:
            return True
        outer = one.around[-1]
        return self._applies(outer.name, prefix[:-1] if isinstance(outer, Repeat) else prefix)

    def _counted(self, name: str, prefix: Prefix) -> str:
        return self._value(name, prefix) if self._applies(name, prefix) else ""

    def _value(self, name: str, prefix: Prefix) -> str:
        return _kept(self._values, path_of(prefix, name), lambda: self._worked_out(name, prefix))

    def _worked_out(self, name: str, prefix: Prefix) -> str:
        item = self._placed[name].item
        if not isinstance(item, Question):
            return ""
        typed = self._given.get(path_of(prefix, name))
        if typed is not None and not item.is_computed:
            return normal(item.kind, typed)
        rule = item.calculation or item.default
        if rule is None:
            return ""
        text = as_text(evaluate(rule, _Place(self, prefix)))
        return "" if text == "NaN" else normal(item.kind, text)

    def _count(self, item: Repeat, prefix: Prefix) -> int:
        if not self._applies(item.name, prefix):
            return 0
        if item.count is not None:
            number = as_number(evaluate(item.count, _Place(self, prefix)))
            return int(min(max(number, 0), MOST_REPEATS)) if number == number else 0  # noqa: PLR0124 - NaN
        given = self._given.get(path_of(prefix, item.name), "1")
        return min(int(given), MOST_REPEATS) if given.isdecimal() and len(given) < 9 else 1

    def _prefixes(self, target: Placed, prefix: Prefix) -> list[Prefix]:
        """Return where a question stands, seen from a place: in the repeats shared, else in all."""
        found: list[Prefix] = [()]
        shared = True
        for depth, name in enumerate(target.repeats):
            shared = shared and depth < len(prefix) and prefix[depth][0] == name
            if shared:
                found = [(*outer, prefix[depth]) for outer in found]
            else:
                repeat = self._placed[name].item
                found = [
                    (*outer, (name, number))
                    for outer in found
                    if isinstance(repeat, Repeat)
                    for number in range(1, self._count(repeat, outer) + 1)
                ]
        return found

    def _shown(self, texts: tuple[Texts, ...], prefix: Prefix) -> dict[str, Texts]:
        """Return the answers that the texts show; choices by their labels."""
        names = {
            name
            for one in texts
            for _code, text in one.by_language
            for name in REFERENCE.findall(text)
        }
        return {name: self._as_texts(name, self.answers_to(name, prefix)) for name in names}

    def _as_texts(self, name: str, answers: tuple[str, ...]) -> Texts:
        item = self._placed[name].item
        words = " ".join(answers)
        if not isinstance(item, Question) or not item.choices:
            return Texts((("", words),))
        labels = {choice.name: choice.label for choice in item.choices}
        chosen = [labels.get(word, Texts((("", word),))) for word in words.split(" ") if word]
        codes = dict.fromkeys(code for label in chosen for code, _text in label.by_language)
        return Texts(tuple((code, "; ".join(one.text(code) for one in chosen)) for code in codes))


def _kept(store: dict[str, T], key: str, work_out: Callable[[], T]) -> T:
    if key not in store:
        store[key] = work_out()
    return store[key]
