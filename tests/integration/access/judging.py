"""Does one row of the matrix hold for everybody who may come? Each breach is one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.urls import reverse
from tests.integration.access.asking import Answer, ask
from tests.integration.access.sides import ABSENT, NUMBERS, OPEN, SECRET, Side
from tests.integration.access.table import Row, Shows
from tests.integration.access.visitors import EXPORT, OUTSIDE, Visitor

NONSENSE = "xxabsent"
"""A word that no record holds, as long as the words of both sides."""
_WORDS = {"general": OPEN, "sealed": SECRET}

Query = Mapping[str, Any] | None
View = Mapping[tuple[str, str], Answer]
"""What visitors see, by visitor and by what they ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Both compartments and everybody who comes."""

    general: Side
    sealed: Side
    visitors: tuple[Visitor, ...]
    asked: dict[tuple[object, ...], Answer] = field(default_factory=dict)

    def side(self, name: str) -> Side:
        """Return one side by its name."""
        return self.sealed if name == "sealed" else self.general

    def look(
        self, visitor: Visitor, path: str, query: Query = None, *, partial: bool = False
    ) -> Answer:
        """Ask for a page; asked once, as nothing changes in between."""
        key = (str(visitor), path, str(query), partial)
        if key not in self.asked:
            self.asked[key] = ask(visitor, path, query, partial=partial)
        return self.asked[key]

    def post(self, row: Row, visitor: Visitor, name: str) -> Answer:
        """Send what the row posts to one side; sent once, as nothing stays changed."""
        key = (str(visitor), str(row), name)
        if key not in self.asked:
            side = self.side(name)
            query = row.query(side) if row.query else None
            data = row.post(side) if row.post else None
            self.asked[key] = ask(visitor, address(row, side), query, method="POST", data=data)
        return self.asked[key]


def view_from_outside(row: Row, scene: Scene) -> View:
    """Return all that those who enter only the general compartment see of one address."""
    if row.changing:
        return {}
    path = address(row, scene.general)
    return {
        (str(visitor), what): scene.look(visitor, path, query, partial=what == "part")
        for visitor in scene.visitors
        if visitor.enters == {"general"} and visitor.role in row.who
        for what, query in _questions(row, scene.general).items()
    }


def breaches(row: Row, scene: Scene, before: View) -> list[str]:
    """Return what is wrong with one address, in sentences that name visitor and side.

    ``before`` is the view from outside while nothing was in the sealed compartment.
    """
    after = view_from_outside(row, scene)
    checks: tuple[Callable[[Row, Scene, Visitor], Iterator[str]], ...] = (
        _page,
        _hidden_like_absent,
        _searches,
        _export,
        _posts,
        _smuggled,
    )
    found = [
        f"{row}: {name} can tell from the {what} that there are sealed records: "
        f"{answer.unlike(before[name, what])}"
        for (name, what), answer in after.items()
        if answer.seen != before[name, what].seen
    ]
    found += [
        f"{row}: {visitor} {sentence}"
        for visitor in scene.visitors
        for check in checks
        for sentence in check(row, scene, visitor)
    ]
    scene.asked.clear()
    return found


def address(row: Row, side: Side) -> str:
    """Return the address of a row for one side."""
    return reverse(row.url, kwargs=dict(row.at(side)) if row.at else None)


def _questions(row: Row, side: Side) -> dict[str, Query]:
    query = row.query(side) if row.query else None
    asked: dict[str, Query] = {"page": query}
    if row.partial:
        asked["part"] = query
    if row.export:
        asked["export"] = {**(query or {}), "export": "csv"}
    return asked


def _page(row: Row, scene: Scene, visitor: Visitor) -> Iterator[str]:
    """Judge looking: the status, that nothing changes, what is shown and what is logged."""
    for name in _sides(row, visitor, row.who):
        side, where = scene.side(name), _where(row, name)
        allowed = _admitted(row, visitor, where, row.who)
        for what, query in _questions(row, side).items():
            if what == "export":
                continue
            answer = scene.look(visitor, address(row, side), query, partial=what == "part")
            good = row.partial if what == "part" else row.status
            wanted = _status(row, visitor, where, row.who, good)
            if answer.status not in wanted:
                yield f"gets {answer.status} for the {name} {what}, not {sorted(wanted)}"
            if answer.changed and not (allowed and row.logs == "export"):
                yield f"changes something by looking at the {name} {what}"
            if allowed and row.logs and row.logs not in answer.logged:
                yield f"leaves no entry “{row.logs}” in the log for the {name} {what}"
            yield from _secrets(row, visitor, scene, answer, f"{name} {what}")
            shown = row.shows is not Shows.NOBODY and row.status == 200 and what == "page"
            if shown and allowed and _knows(row, visitor, name) and not _tells(answer.text, name):
                yield f"does not find the {name} secret on the {what}, where it must be"


def _hidden_like_absent(row: Row, scene: Scene, visitor: Visitor) -> Iterator[str]:
    """Judge that what is sealed answers in the same words as what is not there."""
    if not (row.at or row.query) or row.free or "sealed" in visitor.enters:
        return
    query = row.query(scene.sealed) if row.query else None
    if visitor.role in row.who and row.status != 405:
        answer = scene.look(visitor, address(row, scene.sealed), query)
        yield from _apart(answer, _nothing(row, scene, visitor), "looking")
    if row.post is not None and visitor.role in row.posters:
        answer = scene.post(row, visitor, "sealed")
        yield from _apart(answer, _nothing(row, scene, visitor), "a post")


def _apart(sealed: Answer, absent: Answer, how: str) -> Iterator[str]:
    if sealed.seen != absent.seen:
        difference = sealed.unlike(absent)
        yield f"can tell a sealed record from one that is not there by {how}: {difference}"


def _nothing(row: Row, scene: Scene, visitor: Visitor) -> Answer:
    """Return the answer for what is not there, the same for a look and for a post."""
    query = row.query(ABSENT) if row.query else None
    if row.status == 405:
        data = row.post(scene.sealed) if row.post else None
        return ask(visitor, address(row, ABSENT), query, method="POST", data=data)
    return scene.look(visitor, address(row, ABSENT), query)


def _searches(row: Row, scene: Scene, visitor: Visitor) -> Iterator[str]:
    """Judge that a search for the secret finds it for members and, for others, is like nonsense."""
    if not visitor.enters or not _admitted(row, visitor, "", row.who):
        return
    for key, pattern in row.search.items():
        found, nothing = (
            ask(visitor, address(row, scene.sealed), {key: pattern.format(word)}, without=word)
            for word in (SECRET, NONSENSE)
        )
        same = found.seen == nothing.seen
        if _knows(row, visitor, "sealed") == same:
            yield f"{'finds nothing' if same else 'can tell that something is there'} by {key}"
        yield from _secrets(row, visitor, scene, found, f"search for {key}")


def _export(row: Row, scene: Scene, visitor: Visitor) -> Iterator[str]:
    """Judge that only those take a list out who may, with an entry in the log."""
    if not row.export:
        return
    name = "sealed" if "sealed" in visitor.enters else "general"
    side = scene.side(name)
    answer = scene.look(visitor, address(row, side), _questions(row, side)["export"])
    admitted = _admitted(row, visitor, _where(row, name), row.who)
    exports = admitted and visitor.role in EXPORT and visitor.factor
    is_table = "text/csv" in answer.headers
    if is_table != exports:
        yield "exports what they may not" if is_table else "may export and gets no table"
    if exports and "export" not in answer.logged:
        yield "exports without an entry in the log"
    if exports and _knows(row, visitor, name) and not _tells(answer.text, name):
        yield f"does not find the {name} secret in the export, where it must be"
    if not exports and answer.status not in {302, 403, 404}:
        yield f"gets {answer.status} for an export that is not theirs"
    yield from _secrets(row, visitor, scene, answer, "export")


def _posts(row: Row, scene: Scene, visitor: Visitor) -> Iterator[str]:
    """Judge that a post changes something for those who may, and nothing for anybody else."""
    most = {"general", "sealed"}
    if row.post is None or (visitor.role not in row.posters and not visitor.enters >= most):
        return
    for name in _sides(row, visitor, row.posters):
        answer = scene.post(row, visitor, name)
        where = _where(row, name) or (name if _depends(row, scene) else "")
        if _admitted(row, visitor, where, row.posters):
            if answer.status != row.posted or not answer.changed:
                outcome = "something" if answer.changed else "nothing"
                yield f"may post to the {name} side, gets {answer.status}, changes {outcome}"
        else:
            if answer.changed:
                yield f"changes something by a post to the {name} side"
            wanted = _status(row, visitor, where, row.posters, row.posted)
            refused = wanted if row.at else wanted | {200, 400, 404}
            if answer.status not in refused:
                yield f"gets {answer.status} for a post to the {name} side, not {sorted(refused)}"
        yield from _secrets(row, visitor, scene, answer, f"answer to a post to the {name} side")


def _smuggled(row: Row, scene: Scene, visitor: Visitor) -> Iterator[str]:
    """Judge that naming a sealed record in an open place is like naming one that is not there."""
    if row.smuggled is None or visitor.enters != {"general"} or visitor.role not in row.posters:
        return
    found = {}
    for what, side in (("sealed", scene.sealed), ("absent", ABSENT)):
        arguments, data = row.smuggled(scene.general, side)
        path = reverse(row.url, kwargs=dict(arguments))
        query = row.query(scene.general) if row.query else None
        found[what] = ask(visitor, path, query, method="POST", data=data)
    if found["sealed"].changed:
        yield "changes something by naming a sealed record in a post"
    yield from _apart(found["sealed"], found["absent"], "naming it in a post")
    yield from _secrets(row, visitor, scene, found["sealed"], "answer to a smuggling post")


def _secrets(row: Row, visitor: Visitor, scene: Scene, answer: Answer, where: str) -> Iterator[str]:
    if answer.status >= 500:
        yield f"makes the register fail: {where}"
    for name in ("general", "sealed"):
        knows = _knows(row, visitor, name)
        if _tells(answer.text, name) and (row.shows is Shows.NOBODY or not knows):
            yield f"finds the {name} secret in the {where}"
        told = sorted(trace for trace in scene.side(name).traces() if trace in answer.text)
        if told and not knows:
            yield f"finds the names of {name} records in the {where}: {told}"


def _tells(text: str, side: str) -> bool:
    word = _WORDS[side]
    number = NUMBERS[word]
    return word in text.casefold() or f"{number:,}" in text or str(number) in text


def _knows(row: Row, visitor: Visitor, side: str) -> bool:
    """Tell whether the page may show this visitor what lies on a side."""
    if visitor.role not in row.who | row.posters or (row.factor and not visitor.factor):
        return False
    return side in visitor.enters or row.shows is Shows.THE_ROLE


def _sides(row: Row, visitor: Visitor, who: frozenset[str]) -> tuple[str, ...]:
    """Return the sides at which a visitor tries: the sealed one, and both for who enters one."""
    both = visitor.role in who and visitor.enters and (row.at or row.query or row.post)
    return ("general", "sealed") if both and not row.free else ("sealed",)


def _where(row: Row, name: str) -> str:
    """Return the side that an address names; none for lists, forms and what lies nowhere."""
    return name if (row.at or row.query) and not row.free else ""


def _admitted(row: Row, visitor: Visitor, side: str, who: frozenset[str]) -> bool:
    if visitor.role not in who or (row.factor and not visitor.factor):
        return False
    return not side or side in visitor.enters


def _status(
    row: Row, visitor: Visitor, side: str, who: frozenset[str], good: int
) -> frozenset[int]:
    if good == 405 and visitor.role != OUTSIDE:
        return frozenset({405}) if visitor.role in who else frozenset({403, 405})
    if _admitted(row, visitor, side, who):
        return frozenset({good})
    if visitor.role == OUTSIDE:
        return frozenset({302})
    if visitor.role not in who:
        return row.otherwise
    return frozenset({302, 403}) if row.factor and not visitor.factor else frozenset({404})


def _depends(row: Row, scene: Scene) -> bool:
    """Tell whether what is posted names something of a compartment."""
    if row.post is None:
        return False
    general, sealed = (
        {key: value for key, value in row.post(side).items() if not isinstance(value, File)}
        for side in (scene.general, scene.sealed)
    )
    return general != sealed
