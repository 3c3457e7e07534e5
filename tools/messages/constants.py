"""Which constant sentences do errors, remarks and methods carry to a page?

Outside the pages nothing calls gettext: errors, remarks and methods carry constant English
sentences, and the page looks them up. So they are found by where they stand: the template and
remedy of an error, the template of a remark, the title and assumption of a method.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_ERRORS = frozenset({"UserError"})
_CARRIERS = {"Method": ("title", "assumption")}
"""Classes whose named arguments are shown as sentences."""


@dataclass(frozen=True, slots=True)
class Constants:
    """The module-level constants of all files, and the names of what makes user errors."""

    trees: Mapping[Path, ast.AST]
    values: Mapping[str, tuple[ast.expr, ...]]
    raisers: frozenset[str]

    @classmethod
    def of(cls, trees: Mapping[Path, ast.AST]) -> Constants:
        """Return what all files define at their top."""
        values: dict[str, tuple[ast.expr, ...]] = {}
        for tree in trees.values():
            for name, value in _assigned(tree):
                values[name] = (*values.get(name, ()), value)
        errors = _error_classes(trees)
        return cls(trees, values, errors | _makers(trees, errors))

    def said_in(self, path: Path) -> Iterator[str]:
        """Return the sentences that errors, remarks and methods of one file carry."""
        for node in ast.walk(self.trees[path]):
            if not isinstance(node, ast.Call):
                continue
            for said in self._sentences(node):
                yield from self._texts(path, said)

    def _sentences(self, call: ast.Call) -> list[ast.expr]:
        name = _called(call)
        named = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        if name in self.raisers:
            return [*call.args[:1], *filter(None, [named.get("remedy")])]
        if name in {"Remark", "Remark.of"}:
            return call.args[:1]
        return [named[key] for key in _CARRIERS.get(name, ()) if key in named]

    def _texts(self, path: Path, node: ast.expr) -> Iterator[str]:
        match node:
            case ast.Constant(value=str(text)):
                yield text
            case ast.IfExp(body=body, orelse=orelse):
                yield from self._texts(path, body)
                yield from self._texts(path, orelse)
            case ast.BoolOp(values=parts):
                for part in parts:
                    yield from self._texts(path, part)
            case ast.Name(id=name) | ast.Attribute(attr=name):
                for value in self._values(path, name):
                    yield from self._texts(path, value)
            case ast.Subscript(value=table):
                yield from self._texts(path, table)
            case ast.Dict(values=parts) | ast.Tuple(elts=parts):
                for part in parts:
                    yield from self._texts(path, part)

    def _values(self, path: Path, name: str) -> tuple[ast.expr, ...]:
        own = tuple(value for found, value in _assigned(self.trees[path]) if found == name)
        return own or (self.values.get(name, ()) if name.isupper() else ())


def _assigned(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body if isinstance(tree, ast.Module) else ():
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value


def _error_classes(trees: Mapping[Path, ast.AST]) -> frozenset[str]:
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = set(_ERRORS)
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return frozenset(found)


def _makers(trees: Mapping[Path, ast.AST], errors: frozenset[str]) -> frozenset[str]:
    """Return the names of functions that make an error of a template that they are given."""
    return frozenset(
        function.name
        for tree in trees.values()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and _called(call) in errors and call.args
        for first in call.args[:1]
        if isinstance(first, ast.Name) and first.id == "template"
    )


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="Remark"), attr="of"):
            return "Remark.of"
        case ast.Attribute(attr=name):
            return name
        case _:
            return ""
