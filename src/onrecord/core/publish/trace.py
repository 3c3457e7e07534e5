"""From a number, which steps lead back to its evidence?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trace: what it is, what it says, where it can be seen, what it rests on.

    ``address`` is where a reader can look at the step itself, empty where there is no such
    place. The last steps of a finished trace are pieces of evidence.
    """

    title: str
    detail: str = ""
    address: str = ""
    evidence: bool = False
    rests_on: tuple[Step, ...] = ()

    def ends(self) -> Iterator[Step]:
        """Yield the steps that rest on nothing further."""
        if not self.rests_on:
            yield self
        for step in self.rests_on:
            yield from step.ends()

    @property
    def complete(self) -> bool:
        """Tell whether every road of the trace ends at evidence."""
        return all(step.evidence for step in self.ends())
