"""What a mapping says: the column of each field, missing codes per source, date formats."""

from __future__ import annotations

import collections.abc
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import yaml

from onrecord.adapters.read.mapping.document import dict_tree, yaml_tree
from onrecord.adapters.read.mapping.parts import ListColumn, MissingCodes
from onrecord.adapters.read.mapping.reading import read_values
from onrecord.adapters.read.mapping.words import COLUMN_FIELDS
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.person_name import NameOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Which column of a list is what. Values are column names, save where said otherwise.

    ``id`` is the record's id within the file. The list a record is in is named by one column
    (``list``), is the whole file (``list_name``, a name), or is told by one column for each list
    (``lists``: true, false, or empty where that list did not cover the record). ``missing`` has a
    code set for each field; ``dates`` are formats such as ``%d%b%y``, tried before the readings
    that need no format; ``language`` (en, sq, sr-Latn, sr-Cyrl) settles what 03.04.1999 means.
    ``encoding``, ``separator``, ``sheet`` and ``header`` (the line of the column names) are set
    where sniffing must not decide. ``notice`` is the sentence that the publisher requires wherever
    the data are shown.
    """

    id: str | None = None
    list: str | None = None
    list_name: str | None = None
    lists: tuple[ListColumn, ...] = ()
    weight: str | None = None
    given: str | None = None
    surname: str | None = None
    father: str | None = None
    full: str | None = None
    name_order: NameOrder = NameOrder.GIVEN_SURNAME
    sex: str | None = None
    birth: str | None = None
    birth_year: str | None = None
    age: str | None = None
    municipality: str | None = None
    village: str | None = None
    death: str | None = None
    missing: collections.abc.Mapping[str, MissingCodes] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    language: str = "en"
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    header: int | None = None
    notice: str | None = None

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a mapping file; raises InputError with the line and the nearest known word."""
        try:
            content = path.read_bytes()
        except OSError as error:
            reason = (error.strerror or "it cannot be read").lower()
            raise InputError(
                "The mapping file cannot be opened: {reason}", file=str(path), reason=reason
            ) from error
        return cls.from_yaml(content, file=str(path))

    @classmethod
    def from_yaml(cls, content: bytes | str, *, file: str | None = None) -> Self:
        """Read the text of a mapping file."""
        return cls(**read_values(yaml_tree(content, file)))

    @classmethod
    def from_dict(cls, document: collections.abc.Mapping[str, object]) -> Self:
        """Read a mapping that has the shape of the mapping file."""
        return cls(**read_values(dict_tree(document)))

    def columns(self) -> dict[str, str]:
        """Return the mapped columns by field, list columns as ``lists.NAME``."""
        named = {name: getattr(self, name) for name in COLUMN_FIELDS}
        named |= {f"lists.{each.name}": each.column for each in self.lists}
        return {name: column for name, column in named.items() if column is not None}

    def to_yaml(self, comments: collections.abc.Mapping[str, str] | None = None) -> str:
        """Return the mapping as a mapping file, with a remark above the keys that have one."""
        parts: list[str] = []
        for key, value in self.to_dict().items():
            parts += [f"# {line}" for line in (comments or {}).get(key, "").splitlines()]
            parts.append(_dumped(key, value).rstrip("\n"))
        return "\n".join(parts) + "\n"

    def to_dict(self) -> dict[str, object]:
        """Return the mapping in the shape of the mapping file; what is not set is left out."""
        document: dict[str, object] = {
            "id": self.id,
            "list": self.list,
            "list_name": self.list_name,
            "lists": _lists_as_written(self.lists),
            "weight": self.weight,
            "names": _set(given=self.given, surname=self.surname, father=self.father)
            | _set(full=self.full)
            | ({"order": str(self.name_order)} if self.full and not self._usual_order() else {}),
            "sex": self.sex,
            "birth": self.birth,
            "birth_year": self.birth_year,
            "age": self.age,
            "place": _set(municipality=self.municipality, village=self.village),
            "death": self.death,
            "missing": {
                name: {source: sorted(codes) for source, codes in each.by_source.items()}
                for name, each in self.missing.items()
            },
            "dates": [*self.dates],
            "language": self.language if self.language != "en" else None,
            "encoding": self.encoding,
            "separator": self.separator,
            "sheet": self.sheet,
            "header": self.header,
            "notice": self.notice,
        }
        return {key: value for key, value in document.items() if value}

    def _usual_order(self) -> bool:
        return self.name_order is NameOrder.GIVEN_SURNAME


def _dumped(key: str, value: object) -> str:
    """Return one key as YAML: what has parts on one line, as people write it."""
    flow = None if isinstance(value, dict | list) else False
    return yaml.safe_dump(
        {key: value}, allow_unicode=True, sort_keys=False, width=100, default_flow_style=flow
    )


def _set(**values: str | None) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _lists_as_written(lists: tuple[ListColumn, ...]) -> object:
    if all(each.name == each.column for each in lists):
        return [each.name for each in lists]
    return {each.name: each.column for each in lists}
