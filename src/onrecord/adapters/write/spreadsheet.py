"""How is a cell written so that a spreadsheet never runs it as a formula, and read back?"""

from __future__ import annotations

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet_safe(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would calculate it.

    Numbers keep their sign. Source: OWASP, CSV injection.
    """
    if not text.startswith(_FORMULA_STARTS):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text


def spreadsheet_plain(cell: str) -> str:
    """Return the text of a cell that ``spreadsheet_safe`` wrote."""
    return cell[1:] if cell[:1] == "'" and spreadsheet_safe(cell[1:]) == cell else cell
