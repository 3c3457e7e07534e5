"""What a mapping file holds as a tree of texts, each with its line; nothing in it is executed."""

from __future__ import annotations

import collections.abc
import difflib
from dataclasses import dataclass, replace

import yaml

from onrecord.core.kernel.errors import InputError

_MAX_CHARS = 256 * 1024
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands in a mapping: file, line and the keys that lead to it.

    Errors show the keys where those of a list show the column.
    """

    file: str | None = None
    line: int | None = None
    keys: tuple[str, ...] = ()

    def error(
        self, template: str, *, remedy: str | None = None, value: object = None, **params: str
    ) -> InputError:
        """Return an error that names this place."""
        return InputError(
            template,
            file=self.file,
            line=self.line,
            column=".".join(self.keys) or None,
            value=value,
            remedy=remedy,
            **params,
        )


@dataclass(frozen=True, slots=True)
class Node:
    """A text, a sequence or a table of nodes. Texts are as written: ``NO`` is no false."""

    place: Place
    content: str | tuple[Node, ...] | dict[str, Node]

    def text(self) -> str:
        """Return the text; raises InputError where it is none or empty."""
        if not isinstance(self.content, str) or not self.content.strip(" "):
            raise self.place.error("one value is wanted here")
        return self.content

    def texts(self) -> tuple[str, ...]:
        """Return a sequence of texts; one text alone counts as a sequence of one."""
        if isinstance(self.content, str):
            return (self.content,)
        if isinstance(self.content, dict):
            raise self.place.error("a list of values is wanted here, for example [a, b]")
        return tuple(node.text() for node in self.content)

    def table(self, known: collections.abc.Collection[str] | None = None) -> dict[str, Node]:
        """Return a table of nodes; a key beyond the known ones is refused with the nearest."""
        if not isinstance(self.content, dict):
            raise self.place.error("keys with values are wanted here, for example {a: b}")
        for key, node in self.content.items():
            if known is not None and key not in known:
                place = replace(node.place, keys=self.place.keys)
                raise place.error("there is no such key", value=key, remedy=nearest(key, known))
        return self.content


def nearest(word: str, known: collections.abc.Collection[str]) -> str:
    """Return a remedy that names the known word most like this one, or all of them."""
    close = difflib.get_close_matches(word.casefold(), list(known), n=1, cutoff=0.55)
    return f"Did you mean {close[0]!r}?" if close else f"Known are: {', '.join(sorted(known))}."


def yaml_tree(content: bytes | str, file: str | None) -> Node:
    """Return the tree of a YAML text."""
    place = Place(file=file)
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        if len(text) > _MAX_CHARS:
            raise place.error("the mapping file is larger than any mapping")
        _check_events(text, place)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise place.error("the mapping file is not UTF-8 text") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "it cannot be read"
        where = replace(place, line=mark.line + 1 if mark else None)
        raise where.error("the mapping file is no YAML: {reason}", reason=str(problem)) from None
    if root is None:
        raise place.error("the mapping file is empty")
    return _from_yaml(root, place)


def dict_tree(value: object, place: Place | None = None) -> Node:
    """Return the tree of plain Python values: dict, list, tuple, str, int, float, bool."""
    place = place or Place()
    if isinstance(value, collections.abc.Mapping):
        entries = {
            str(key): dict_tree(entry, replace(place, keys=(*place.keys, str(key))))
            for key, entry in value.items()
        }
        return Node(place, entries)
    if isinstance(value, list | tuple | set | frozenset):
        return Node(place, tuple(dict_tree(entry, place) for entry in value))
    if isinstance(value, bool):
        return Node(place, str(value).lower())
    return Node(place, "" if value is None else str(value))


def _check_events(text: str, place: Place) -> None:
    """Refuse aliases, which can swell without end, and nesting beyond any mapping."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        where = replace(place, line=_line(event))
        if isinstance(event, yaml.AliasEvent):
            raise where.error("aliases (*name) are not allowed in a mapping file")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            raise where.error("the mapping file is nested deeper than any mapping")


def _from_yaml(node: yaml.Node, above: Place) -> Node:
    place = replace(above, line=_line(node))
    if isinstance(node, yaml.SequenceNode):
        return Node(place, tuple(_from_yaml(item, place) for item in node.value))
    if not isinstance(node, yaml.MappingNode):
        return Node(place, "" if node.tag == "tag:yaml.org,2002:null" else str(node.value))
    entries: dict[str, Node] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise place.error("a key must be one word")
        key = str(key_node.value)
        where = replace(place, line=_line(key_node), keys=(*place.keys, key))
        if key in entries:
            raise where.error("the key stands here twice")
        entries[key] = replace(_from_yaml(value_node, where), place=where)
    return Node(place, entries)


def _line(part: yaml.Node | yaml.Event) -> int | None:
    return part.start_mark.line + 1 if part.start_mark else None
