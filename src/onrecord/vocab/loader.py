"""How a scheme comes from its YAML file into memory, and what makes a file be refused."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.vocab.checks import find_problems
from onrecord.vocab.concepts import LANGUAGES, Concept, Scheme

_FOLDER = files("onrecord.vocab") / "schemes"
_SCHEME_KEYS = {"scheme", "title", "note", "concepts"}
_CONCEPT_KEYS = {
    "id",
    "broader",
    "labels",
    "also",
    "note",
    "rule",
    "example",
    "valid_from",
    "valid_to",
    "retired_by",
    "script_exception",
    "mappings",
    "properties",
}


@cache
def schemes() -> tuple[str, ...]:
    """Return the names of the schemes that come with OnRecord, in alphabetical order."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def load_scheme(name: str) -> Scheme:
    """Return a scheme by name, read and checked once; an unknown name is a UsageError."""
    if name not in schemes():
        raise UsageError(
            "There is no vocabulary of this name.",
            value=name,
            remedy=f"Use one of {', '.join(schemes())}.",
        )
    file = f"{name}.yaml"
    return read_scheme((_FOLDER / file).read_text(encoding="utf-8"), file=file)


def read_scheme(text: str, *, file: str) -> Scheme:
    """Read a scheme from YAML text; the first thing that is wrong is raised as an InputError.

    The shape of the file: ``scheme``, ``title`` (four languages), ``note``, and ``concepts``, each
    with ``id``, ``labels`` (four languages), ``note``, and where needed ``broader``, ``also``
    (alternative labels by language), ``rule``, ``example``, ``valid_from``, ``valid_to``,
    ``retired_by``, ``mappings``, ``properties``, ``script_exception``.
    """
    data = _parse(text, file)
    rows = data.get("concepts")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError("The key concepts must hold a list of concepts.", file=file)
    name = str(data.get("scheme", ""))
    lines = _lines(text)
    concepts = tuple(
        _concept(row, scheme=name, file=file, line=lines.get(at)) for at, row in enumerate(rows)
    )
    for problem in find_problems(concepts, file=file, lines=lines):
        raise problem
    title = _words(data.get("title"))
    missing = [language for language in LANGUAGES if not title.get(language)]
    if missing:
        raise InputError(
            "The scheme has no title in {languages}.", languages=", ".join(missing), file=file
        )
    return Scheme(name, title=title, scope_note=str(data.get("note", "")), concepts=concepts)


# libyaml reads these files ten times faster; the pure reader gives the same result.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Base):  # type: ignore[misc]  # the base depends on how PyYAML was built
    """The safe reader, but a key that stands twice in one mapping is refused, not overwritten."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002  # the signature is PyYAML's
    ) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        double = next((key for at, key in enumerate(keys) if key in keys[:at]), None)
        if double is not None:
            raise InputError(
                "The key stands twice in one mapping.",
                value=double,
                line=node.start_mark.line + 1,
            )
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        data = yaml.load(text, Loader=_StrictLoader)  # noqa: S506  # a subclass of the safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            "The file is not valid YAML: {problem}.",
            problem=getattr(error, "problem", None) or "it cannot be parsed",
            file=file,
            line=None if mark is None else mark.line + 1,
        ) from error
    except InputError as error:
        raise InputError(error.template, value=error.value, line=error.line, file=file) from error
    if not isinstance(data, dict):
        raise InputError("The file holds no scheme.", file=file)
    _refuse_unknown(data, _SCHEME_KEYS, file=file, line=None)
    return data


def _lines(text: str) -> dict[int, int]:
    """Return the line on which each concept starts, by its position in the file."""
    root = yaml.compose(text, Loader=_Base)
    if not isinstance(root, yaml.MappingNode):
        return {}
    found = [value for key, value in root.value if key.value == "concepts"]
    return {at: node.start_mark.line + 1 for at, node in enumerate(found[0].value)} if found else {}


def _concept(row: dict[str, Any], *, scheme: str, file: str, line: int | None) -> Concept:
    _refuse_unknown(row, _CONCEPT_KEYS, file=file, line=line)
    return Concept(
        id=str(row.get("id", "")),
        scheme=scheme,
        broader=_several(row.get("broader")),
        labels=MappingProxyType(_words(row.get("labels"))),
        alternative_labels=_lists(row.get("also")),
        scope_note=str(row.get("note", "")),
        rule=_text(row.get("rule")),
        example=_text(row.get("example")),
        valid_from=_text(row.get("valid_from")),
        valid_to=_text(row.get("valid_to")),
        retired_by=_text(row.get("retired_by")),
        script_exception=_text(row.get("script_exception")),
        mappings=_lists(row.get("mappings")),
        properties=MappingProxyType(_words(row.get("properties"))),
    )


def _refuse_unknown(row: dict[str, Any], known: set[str], *, file: str, line: int | None) -> None:
    unknown = sorted(set(map(str, row)) - known)
    if unknown:
        raise InputError(
            "Unknown key.",
            value=unknown[0],
            file=file,
            line=line,
            remedy=f"Known keys are {', '.join(sorted(known))}.",
        )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _several(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),)


def _words(value: object) -> dict[str, str]:
    return {str(key): str(word) for key, word in value.items()} if isinstance(value, dict) else {}


def _lists(value: object) -> Mapping[str, tuple[str, ...]]:
    pairs = value.items() if isinstance(value, dict) else ()
    return MappingProxyType({str(key): _several(entry) for key, entry in pairs})
