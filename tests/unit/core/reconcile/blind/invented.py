"""Invented people for tests of blind linkage."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from onrecord.core.reconcile.blind.keys import BlindKey
from onrecord.core.reconcile.blind.values import PersonValues

KEY = BlindKey(hashlib.sha256(b"a key for tests").digest())
OTHER_KEY = BlindKey(hashlib.sha256(b"another key for tests").digest())

ARTA = PersonValues(
    given="arta",
    surname="berisa",
    father="besim",
    given_block="art",
    surname_block="brs",
    father_block="bsm",
    sex="female",
    birth=(1970, 5, 17),
    municipality="#xk/peje",
    village="#xk/zahaq",
    event=(1999, 5, 14),
)
ARTA_MISSPELT = replace(ARTA, given="artta", birth=(1971, None, None))
ENVER = replace(ARTA, given="enver", given_block="nvr", sex="male", birth=(1975, 2, 3))
"""A brother of Arta, killed with her."""
