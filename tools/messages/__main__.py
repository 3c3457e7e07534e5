"""Are the catalogs of the pages complete? Collect what is said, keep the catalogs, compile them.

    python -m tools.messages            bring the catalogs up to date, then say what is missing
    python -m tools.messages --check    write nothing; exit 1 if anything is missing or stale

Serbian is written by hand in Cyrillic only; its Latin catalog is made from it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tools.messages.catalog import Catalog, Entry, renewed
from tools.messages.compiled import compiled
from tools.messages.serbian import latin
from tools.messages.sources import Message, messages
from tools.messages.tree import LOCALE, PLURALS, po_path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 1 where a catalog is not complete."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    options = parser.parse_args(arguments)
    said = messages()
    problems = check(said) if options.check else write(said)
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    sys.stdout.write(f"{len(said)} messages, {len(problems)} problems\n")
    return 1 if problems else 0


def write(said: Sequence[Message]) -> list[str]:
    """Bring every catalog up to date and compile it; return what a person must still do."""
    for language in ("sq", "sr"):
        catalog = renewed(Catalog.read(po_path(language)), said, PLURALS[language])
        catalog.write(po_path(language))
    latin(Catalog.read(po_path("sr"))).write(po_path("sr_Latn"))
    for language in PLURALS:
        po_path(language).with_suffix(".mo").write_bytes(compiled(Catalog.read(po_path(language))))
    return check(said)


def check(said: Sequence[Message]) -> list[str]:
    """Return what is wrong with the catalogs, one sentence each; nothing is written."""
    problems = []
    for language in PLURALS:
        catalog = Catalog.read(po_path(language))
        problems += [f"{language}: {problem}" for problem in _incomplete(catalog, said)]
        if po_path(language).with_suffix(".mo").read_bytes() != compiled(catalog):
            problems.append(f"{language}: django.mo is not what django.po says")
    made = latin(Catalog.read(po_path("sr")))
    if made.text() != po_path("sr_Latn").read_text(encoding="utf-8"):
        problems.append("sr_Latn: the catalog is not the one made from Serbian Cyrillic")
    return problems


def _incomplete(catalog: Catalog, said: Sequence[Message]) -> list[str]:
    entries = {entry.key: entry for entry in catalog.entries}
    wanted = {message.key for message in said}
    problems = [f"not in the catalog: {_shown(key[1])}" for key in wanted - entries.keys()]
    problems += [f"nobody says it any more: {_shown(key[1])}" for key in entries.keys() - wanted]
    problems += [problem for key in wanted & entries.keys() for problem in _faults(entries[key])]
    return sorted(problems)


def _faults(entry: Entry) -> list[str]:
    if entry.fuzzy:
        return [f"to be looked at: {_shown(entry.singular)}"]
    return [] if all(entry.forms) else [f"not translated: {_shown(entry.singular)}"]


def _shown(text: str) -> str:
    return repr(text if len(text) <= 70 else text[:69] + "…")


if __name__ == "__main__":
    if not LOCALE.parent.is_dir():
        sys.exit(f"There is no register at {LOCALE.parent}.")
    sys.exit(main())
