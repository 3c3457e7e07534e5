"""What the tree of a mapping file means, or which of its lines cannot be meant."""

from __future__ import annotations

from typing import TypedDict, cast

from onrecord.adapters.read.mapping.document import Node, nearest
from onrecord.adapters.read.mapping.parts import (
    EVERY_SOURCE,
    ListColumn,
    MissingCodes,
    plain_code,
)
from onrecord.adapters.read.mapping.words import MISSING_FIELDS
from onrecord.core.kernel.errors import UsageError
from onrecord.core.kernel.period import Period
from onrecord.core.kernel.person_name import NameOrder

LANGUAGES = ("en", "sq", "sr-Latn", "sr-Cyrl")
_PLAIN = (
    "id",
    "list",
    "list_name",
    "weight",
    "sex",
    "birth",
    "birth_year",
    "age",
    "death",
    "encoding",
    "separator",
    "sheet",
    "notice",
)
_NAMES = ("given", "surname", "father", "full", "order")
_PLACE = ("municipality", "village")
KEYS = (*_PLAIN, "lists", "names", "place", "missing", "dates", "language", "header")


class Values(TypedDict, total=False):
    """The values of a mapping that a file sets."""

    id: str
    list: str
    list_name: str
    lists: tuple[ListColumn, ...]
    weight: str
    given: str
    surname: str
    father: str
    full: str
    name_order: NameOrder
    sex: str
    birth: str
    birth_year: str
    age: str
    municipality: str
    village: str
    death: str
    missing: dict[str, MissingCodes]
    dates: tuple[str, ...]
    language: str
    encoding: str
    separator: str
    sheet: str
    header: int
    notice: str


def read_values(root: Node) -> Values:
    """Return what the tree sets; raises InputError at the first thing that cannot be meant."""
    entries = root.table(KEYS)
    found: dict[str, object] = {key: entries[key].text() for key in _PLAIN if key in entries}
    if "names" in entries:
        found |= _names(entries["names"])
    if "place" in entries:
        place = entries["place"].table(_PLACE)
        found |= {key: node.text() for key, node in place.items()}
    if "lists" in entries:
        found["lists"] = _lists(entries["lists"])
    _one_way_to_say_the_list(entries)
    if "missing" in entries:
        found["missing"] = _missing(entries["missing"], _known_lists(entries))
    if "dates" in entries:
        found["dates"] = _dates(entries["dates"])
    if "language" in entries:
        found["language"] = _one_of(entries["language"], LANGUAGES)
    if "header" in entries:
        found["header"] = _line_number(entries["header"])
    return cast("Values", found)


def _names(node: Node) -> dict[str, object]:
    entries = node.table(_NAMES)
    if "full" in entries and {"given", "surname"} & entries.keys():
        raise node.place.error(
            "a name has either full or given and surname", remedy="Leave one of them out."
        )
    found: dict[str, object] = {
        key: entry.text() for key, entry in entries.items() if key != "order"
    }
    if "order" in entries:
        orders = tuple(str(order) for order in NameOrder)
        found["name_order"] = NameOrder(_one_of(entries["order"], orders))
    return found


def _lists(node: Node) -> tuple[ListColumn, ...]:
    if isinstance(node.content, dict):
        lists = [ListColumn(name, entry.text()) for name, entry in node.content.items()]
    else:
        lists = [ListColumn(name, name) for name in node.texts()]
    if not lists or len({each.name for each in lists}) < len(lists):
        raise node.place.error("every list is named once, and there is at least one")
    if EVERY_SOURCE in {each.name for each in lists}:
        raise node.place.error("* stands for every list and cannot be the name of one")
    return tuple(lists)


def _known_lists(entries: dict[str, Node]) -> set[str]:
    """Return the names of the lists; none where a column of the list names them."""
    if "list_name" in entries:
        return {entries["list_name"].text()}
    return {each.name for each in _lists(entries["lists"])} if "lists" in entries else set()


def _one_way_to_say_the_list(entries: dict[str, Node]) -> None:
    given = [key for key in ("list", "list_name", "lists") if key in entries]
    if len(given) > 1:
        raise entries[given[1]].place.error(
            "the mapping says already by {key} which list a record is in",
            remedy="Leave one of them out.",
            key=given[0],
        )


def _missing(node: Node, lists: set[str]) -> dict[str, MissingCodes]:
    """Read ``{field: {source: [codes]}}``; ``{field: [codes]}`` is meant for every source."""
    found: dict[str, MissingCodes] = {}
    for name, entry in node.table(MISSING_FIELDS).items():
        if not isinstance(entry.content, dict):
            found[name] = MissingCodes({EVERY_SOURCE: _codes(entry)})
            continue
        # A list named by a column can have any name; other lists are known here.
        sources = entry.table({*lists, EVERY_SOURCE} if lists else None)
        found[name] = MissingCodes({source: _codes(codes) for source, codes in sources.items()})
    return found


def _codes(node: Node) -> frozenset[str]:
    return frozenset(plain_code(code) for code in node.texts())


def _dates(node: Node) -> tuple[str, ...]:
    formats = node.texts()
    for form in formats:
        try:
            Period.parse("1999-04-01", formats=(form,))
        except UsageError as error:
            raise node.place.error("{reason}", reason=error.sentence()) from None
    return formats


def _line_number(node: Node) -> int:
    text = node.text()
    if not (text.isdecimal() and 0 < len(text) < 8 and int(text) > 0):
        raise node.place.error("a line number is wanted here", value=text)
    return int(text)


def _one_of(node: Node, known: tuple[str, ...]) -> str:
    text = node.text()
    if text not in known:
        raise node.place.error("there is no such word", value=text, remedy=nearest(text, known))
    return text
