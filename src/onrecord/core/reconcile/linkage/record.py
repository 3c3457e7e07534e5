"""What does linkage know of one record: its stable key, and its values folded for comparing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

_SEPARATOR = "\x1f"
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    """The values of one mention as they are compared; None where the source does not say.

    Names and places are matching keys (small ASCII words), never shown. ``middle`` are the words
    of a full name between the first and the last, save the father's. ``birth_day`` and
    ``death_day`` are proleptic ordinals of a day that is known as such; ``birth_year`` is known
    beside or without it; ``death_month`` counts months (12 x year + month - 1). ``age`` is in
    full years. ``place`` is the id of a gazetteer place that both texts together mean.
    """

    key: str
    list: str
    record: str
    given: str | None = None
    father: str | None = None
    middle: str | None = None
    surname: str | None = None
    sex: str | None = None
    birth_day: int | None = None
    birth_year: int | None = None
    age: int | None = None
    municipality: str | None = None
    village: str | None = None
    place: str | None = None
    death_day: int | None = None
    death_month: int | None = None

    @property
    def named(self) -> bool:
        """Whether the record says anything by which a person could be told from others."""
        return self.given is not None or self.surname is not None


def record_key(list_name: str, record: str) -> str:
    """Return the key of a record: a hash of its list and its id there, 32 hexadecimal digits.

    The key is the same in every run, whatever other records are there and in which order.
    """
    content = f"{list_name}{_SEPARATOR}{record}".encode()
    return hashlib.blake2b(content, digest_size=_KEY_BYTES).hexdigest()
