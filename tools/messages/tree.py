"""Where do the sources of messages lie, and where their catalogs?"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "onrecord"
WEB = SOURCE / "web"
LOCALE = WEB / "site" / "locale"
PLURALS = {
    "sq": "nplurals=2; plural=(n != 1);",
    "sr": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    "sr_Latn": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
}
"""The catalogs by the name of their folder, with the rule that chooses among plural forms."""


def po_path(language: str) -> Path:
    """Return the catalog of a language, named as Django names its folder."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"
