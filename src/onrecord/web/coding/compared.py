"""How do the accounts of one act stand beside one another, and where do they differ?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from onrecord.web.coding.facts import OF_SOURCE, SHARED
from onrecord.web.coding.forms.fields import Choices
from onrecord.web.coding.models import Act
from onrecord.web.coding.selectors.acts import Telling


@dataclass(frozen=True, slots=True)
class Said:
    """What one account says of one thing, and whether the act has it otherwise."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One thing, as judged and as each account has it."""

    label: str
    judged: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The accounts of an act, each a column, each thing a line."""

    tellings: tuple[Telling, ...]
    lines: tuple[Line, ...]

    def choices(self) -> Choices:
        """Return the accounts as choices of a form."""
        return [
            (
                str(telling.account.stem),
                _("{number}: {source}").format(number=at, source=telling.source),
            )
            for at, telling in enumerate(self.tellings, start=1)
        ]


def compared(act: Act, tellings: Sequence[Telling]) -> Comparison:
    """Return the accounts of an act beside what was judged, without lines that are empty.

    What an account leaves out is no difference: it says nothing of it.
    """
    lines = [
        Line(
            str(label),
            show(act),
            tuple(
                Said(text := show(one.account), bool(text) and key in one.differs)
                for one in tellings
            ),
        )
        for key, label, show in SHARED
    ]
    lines += [
        Line(str(label), "", tuple(Said(show(one.account), differs=False) for one in tellings))
        for _key, label, show in OF_SOURCE
    ]
    kept = [line for line in lines if line.judged or any(said.text for said in line.said)]
    return Comparison(tuple(tellings), tuple(kept))
