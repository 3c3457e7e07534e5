"""Write the pages of docs/reference/ that list what the code has: readers, roles.

Each page comes from the place that the program itself asks, so that it never falls behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import cast

from onrecord.adapters.read.text_of import readers
from onrecord.web.site.rights import RIGHTS_OF, Right, Role

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
_BUILT = "This page is built by `make docs`; do not edit it by hand."


def file_types() -> str:
    """Return the page of the files that can be read."""
    rows = [
        (
            ", ".join(f"`{suffix}`" for suffix in reader.SUFFIXES),
            f"`{reader.MEDIA_TYPE}`",
            f"`adapters/read/{reader.__name__.rpartition('.')[2]}.py`",
            _first_sentence(reader),
        )
        for reader in found_readers()
    ]
    return _page(
        "Files that can be read",
        "One file in `src/onrecord/adapters/read/` is one reader. Lists of people are CSV "
        "(`adapters/read/table/`), with any separator and encoding, or XLSX workbooks.",
        _table(("Ends with", "Media type", "Reader", "What it does"), rows),
    )


def roles() -> str:
    """Return the page of roles and the rights of each."""
    rows = [
        (f"`{role}`", *("yes" if right in RIGHTS_OF[role] else "–" for right in Right))
        for role in Role
    ]
    return _page(
        "Roles and rights",
        "A person has one role. What a role does not list is refused. A right says what kind of "
        "thing one may do; the compartments of the account say with which records. Every right "
        "holds only inside them.",
        _table(("Role", *(f"`{right}`" for right in Right)), rows),
    )


def found_readers() -> list[ModuleType]:
    """Return every reader of documents once, in the order of their names."""
    modules = {
        reader.__name__: reader for reader in cast("dict[str, ModuleType]", readers()).values()
    }
    return [modules[name] for name in sorted(modules)]


PAGES: dict[str, Callable[[], str]] = {
    "file-types.md": file_types,
    "roles.md": roles,
}
"""The pages of docs/reference/ that this tool writes."""


def _page(title: str, words: str, table: str) -> str:
    return f"# {title}\n\n{_BUILT}\n\n{words}\n\n{table}\n"


def _table(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(headers), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _first_sentence(module: ModuleType) -> str:
    return (module.__doc__ or "").strip().splitlines()[0]


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
