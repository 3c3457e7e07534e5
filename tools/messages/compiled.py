"""How does a catalog become the binary file that gettext reads? The same bytes on every machine."""

from __future__ import annotations

import struct

from tools.messages.catalog import Catalog

_MAGIC = 0x950412DE
_HEADER = 7 * 4


def compiled(catalog: Catalog) -> bytes:
    """Return the .mo file of a catalog; what is not translated or to be looked at stays English."""
    texts = {"": catalog.header}
    for entry in catalog.entries:
        if all(entry.forms) and not entry.fuzzy:
            key = f"{entry.context}\x04{entry.singular}" if entry.context else entry.singular
            texts[f"{key}\0{entry.plural}" if entry.plural else key] = "\0".join(entry.forms)
    pairs = sorted((key.encode(), text.encode()) for key, text in texts.items())
    keys, values = zip(*pairs, strict=True)
    tables = _HEADER + 16 * len(pairs)
    key_table, key_bytes = _table(keys, tables)
    value_table, value_bytes = _table(values, tables + len(key_bytes))
    head = struct.pack("<7I", _MAGIC, 0, len(pairs), _HEADER, _HEADER + 8 * len(pairs), 0, _HEADER)
    return head + key_table + value_table + key_bytes + value_bytes


def _table(texts: tuple[bytes, ...], start: int) -> tuple[bytes, bytes]:
    table, content = b"", b""
    for text in texts:
        table += struct.pack("<2I", len(text), start + len(content))
        content += text + b"\0"
    return table, content
