"""What does the Serbian Cyrillic catalog say in Latin letters?"""

from __future__ import annotations

from dataclasses import replace

from tools.messages.catalog import Catalog

from onrecord.core.kernel.script import latin_from_serbian

_NOTE = "Made from the Serbian Cyrillic catalog by python -m tools.messages; do not edit by hand."


def latin(catalog: Catalog) -> Catalog:
    """Return the catalog with Serbian Cyrillic in Latin letters; all else stays as it is.

    Placeholders, tags and Latin words hold no Cyrillic letter, so nothing happens to them.
    """
    entries = (
        replace(entry, forms=tuple(map(latin_from_serbian, entry.forms)))
        for entry in catalog.entries
    )
    return Catalog(catalog.header, tuple(entries), _NOTE)
