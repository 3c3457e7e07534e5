"""Which sentences can a page say? Collected from templates and Python, in a stable order.

Folders whose sentences only the command line or a build says are left out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize
from tools.messages.constants import Constants
from tools.messages.tree import ROOT, SOURCE, WEB

_GETTEXT = {
    "gettext": (),
    "gettext_lazy": (),
    "gettext_noop": (),
    "ngettext": ("plural",),
    "ngettext_lazy": ("plural",),
    "pgettext": ("context",),
    "pgettext_lazy": ("context",),
    "npgettext": ("context", "plural"),
    "npgettext_lazy": ("context", "plural"),
}
_CALL = re.compile(r"\b(n?p?gettext)\(")
_DJANGO = ("“%(value)s” value must be a float.",)
"""What Django 5.2 can say on a form of ours and has not in Albanian."""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One sentence to be translated, and the files that say it."""

    singular: str
    plural: str = ""
    context: str = ""
    files: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Return what a catalog knows it by: context and singular."""
        return self.context, self.singular


def messages() -> tuple[Message, ...]:
    """Return every sentence once, in the order of its words."""
    found: dict[tuple[str, str], Message] = {}
    for one in sorted(_all()):
        before = found.get(one.key)
        files = tuple(sorted({*(before.files if before else ()), *one.files}))
        plural = one.plural or (before.plural if before else "")
        found[one.key] = Message(one.singular, plural, one.context, files)
    return tuple(sorted(found.values(), key=lambda one: (one.singular.casefold(), one.key)))


def _all() -> Iterator[Message]:
    for path in sorted(WEB.rglob("templates/**/*.html")):
        yield from _placed(path, in_template(path.read_text(encoding="utf-8")))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _modules()}
    constants = Constants.of(trees)
    for path, tree in trees.items():
        if WEB in path.parents:
            yield from _placed(path, in_python(tree))
        yield from _placed(path, map(Message, constants.said_in(path)))
    yield from map(Message, _DJANGO)


def _modules() -> list[Path]:
    unshown = {SOURCE / name for name in ("cli", "reference", "vocab", "testing")}
    unshown.add(WEB / "demonstration")
    return [
        path
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts and unshown.isdisjoint(path.parents)
    ]


def _placed(path: Path, found: Iterable[Message]) -> Iterator[Message]:
    for one in found:
        if re.search(r"[^\W\d_]", re.sub(r"\{\w*\}", "", one.singular)):
            place = str(path.relative_to(ROOT))
            yield Message(one.singular, one.plural, one.context, (place,))


def in_template(text: str) -> Iterator[Message]:
    """Return the messages of a Django template."""
    plain = templatize(text)
    for call in _CALL.finditer(plain):
        yield from in_python(_first_call(plain, call.start()))


def _first_call(text: str, start: int) -> ast.AST:
    # Templates leave calls in a sea of letters: the shortest text that parses is the call.
    end = start
    while True:
        end = text.index(")", end) + 1
        try:
            return ast.parse(text[start:end], mode="eval")
        except SyntaxError:
            continue


def in_python(tree: ast.AST) -> Iterator[Message]:
    """Return the messages that Python code marks with gettext under any of its names."""
    names = _names_of_gettext(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        kind = names.get(node.func.id)
        if kind is None:
            continue
        texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
        fields = _GETTEXT[kind]
        order = ("context",) * ("context" in fields) + ("singular",)
        order += ("plural",) * ("plural" in fields)
        if len(texts) >= len(order) and all(isinstance(text, str) for text in texts[: len(order)]):
            yield Message(**dict(zip(order, map(str, texts), strict=False)))


def _names_of_gettext(tree: ast.AST) -> dict[str, str]:
    names = {name: name for name in _GETTEXT}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {a.asname: a.name for a in node.names if a.asname and a.name in _GETTEXT}
    return names
