"""What does a catalog hold, and how is it read, renewed and written?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from tools.messages.sources import Message

_ALIKE = 0.75
_FIELD = re.compile(r"(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (\".*\")$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence with its translations: one form, or as many as the language has plurals."""

    singular: str
    plural: str
    context: str
    forms: tuple[str, ...]
    files: tuple[str, ...] = ()
    fuzzy: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Return what the catalog knows it by: context and singular."""
        return self.context, self.singular

    def text(self) -> str:
        """Return the entry as lines of a .po file."""
        lines = [f"#: {name}" for name in self.files]
        lines += ["#, fuzzy"] if self.fuzzy else []
        lines += [_field("msgctxt", self.context)] if self.context else []
        lines.append(_field("msgid", self.singular))
        if not self.plural:
            return "\n".join([*lines, _field("msgstr", self.forms[0])])
        lines.append(_field("msgid_plural", self.plural))
        lines += [_field(f"msgstr[{number}]", form) for number, form in enumerate(self.forms)]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Catalog:
    """The header of a catalog, which names the plural rule, and its entries in order."""

    header: str
    entries: tuple[Entry, ...]
    note: str = ""

    @classmethod
    def read(cls, path: Path) -> Catalog:
        """Return the catalog at ``path``; empty where there is none."""
        if not path.exists():
            return cls("", ())
        text = path.read_text(encoding="utf-8")
        first, *entries = map(_entry, text.strip().split("\n\n"))
        return cls(first.forms[0], tuple(entries), _comment(text))

    def text(self) -> str:
        """Return the whole .po file."""
        head = Entry("", "", "", (self.header,)).text()
        note = f"# {self.note}\n" if self.note else ""
        return note + "\n\n".join([head, *(entry.text() for entry in self.entries)]) + "\n"

    def write(self, path: Path) -> None:
        """Write the .po file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text(), encoding="utf-8")


def renewed(catalog: Catalog, said: Sequence[Message], plurals: str) -> Catalog:
    """Return the catalog of exactly what is said now.

    A new sentence that is much like one that went takes over its translation, marked fuzzy, so
    that a translator looks at it again.
    """
    header = (
        "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
        f"Plural-Forms: {plurals}\n"
    )
    count = int(plurals[len("nplurals=") :].split(";", maxsplit=1)[0])
    known = {entry.key: entry for entry in catalog.entries}
    gone = {
        entry.singular: entry
        for key, entry in known.items()
        if key not in {message.key for message in said}
    }
    entries = tuple(_kept(message, known.get(message.key), gone, count) for message in said)
    return Catalog(header, entries, catalog.note)


def _kept(message: Message, before: Entry | None, gone: dict[str, Entry], count: int) -> Entry:
    forms = count if message.plural else 1
    empty = Entry(message.singular, message.plural, message.context, ("",) * forms, message.files)
    if before is not None and len(before.forms) == forms:
        return replace(empty, forms=before.forms, fuzzy=before.fuzzy)
    alike = get_close_matches(message.singular, gone, n=1, cutoff=_ALIKE)
    if alike and len(gone[alike[0]].forms) == forms:
        return replace(empty, forms=gone[alike[0]].forms, fuzzy=True)
    return empty


def _entry(block: str) -> Entry:
    fields: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if found := _FIELD.match(line):
            name = found[1]
            fields[name] = _unquoted(found[2])
        elif line.startswith('"'):
            fields[name] += _unquoted(line)
    forms = tuple(text for field, text in fields.items() if field.startswith("msgstr"))
    files = tuple(line[3:] for line in block.splitlines() if line.startswith("#: "))
    return Entry(
        fields["msgid"],
        fields.get("msgid_plural", ""),
        fields.get("msgctxt", ""),
        forms,
        files,
        "#, fuzzy" in block.splitlines(),
    )


def _comment(text: str) -> str:
    first = text.partition("\n")[0]
    return first[2:] if first.startswith("# ") else ""


def _field(name: str, text: str) -> str:
    lines = list(_lines(text))
    if len(lines) == 1:
        return f"{name} {_quoted(lines[0])}"
    return "\n".join([f'{name} ""', *map(_quoted, lines)])


def _lines(text: str, width: int = 88) -> Iterator[str]:
    """Break a text after line ends and, where it is long, after spaces."""
    for part in text.splitlines(keepends=True) or [""]:
        line = ""
        for word in re.findall(r"\S*\s*", part)[:-1]:
            if line and len(line) + len(word) > width:
                yield line
                line = ""
            line += word
        yield line


def _quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def _unquoted(text: str) -> str:
    return str(ast.literal_eval(text))
