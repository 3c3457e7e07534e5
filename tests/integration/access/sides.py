"""What each side of the scene holds, by the ids and stems under which pages show it.

The two sides are the general and the sealed compartment. Every text of the sealed side holds the
word SECRET and its figures hold a number of their own, so that whatever slips out is recognised
wherever it shows; so it is with the general side for those who may enter only the sealed one.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, fields

SECRET = "zzsealed"
OPEN = "qqopenly"
NUMBERS = {OPEN: 2_345_678, SECRET: 7_654_321}
"""The number that figures of each side state."""

_NOTHING = 999_999
_NOBODY = uuid.UUID(int=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one compartment holds, by the ids and stems under which pages show it."""

    compartment: int = _NOTHING
    source: int = _NOTHING
    description: int = _NOTHING
    exhibit: int = _NOTHING
    text: int = _NOTHING
    embedded: int = _NOTHING
    paged: int = _NOTHING
    redaction: int = _NOTHING
    redacted: int = _NOTHING
    time_request: int = _NOTHING
    reply: bytes = b""
    root: bytes = b""
    table: int = _NOTHING
    list_file: int = _NOTHING
    figure: uuid.UUID = _NOBODY
    figure_version: int = _NOTHING
    unplaced: uuid.UUID = _NOBODY
    question: uuid.UUID = _NOBODY
    suggestion: int = _NOTHING
    decided: int = _NOTHING
    decision_on_it: int = _NOTHING
    batch: int = _NOTHING
    staged: int = _NOTHING
    mention: uuid.UUID = _NOBODY
    mention_version: int = _NOTHING
    alone: uuid.UUID = _NOBODY
    spare: uuid.UUID = _NOBODY
    last: uuid.UUID = _NOBODY
    loose: int = _NOTHING
    later: int = _NOTHING
    person: str = "P-99999"
    person_id: int = _NOTHING
    decision: int = _NOTHING
    linkage_run: int = _NOTHING
    open_pair: int = _NOTHING
    decided_pair: int = _NOTHING
    pair_decision: int = _NOTHING
    pair_of_open: tuple[uuid.UUID, uuid.UUID] = (_NOBODY, _NOBODY)
    tree: uuid.UUID = _NOBODY
    estimate: int = _NOTHING
    counted: int = _NOTHING
    history: str = "10"
    account: uuid.UUID = _NOBODY
    account_version: int = _NOTHING
    act: uuid.UUID = _NOBODY
    act_version: int = _NOTHING
    other_act: uuid.UUID = _NOBODY
    event: uuid.UUID = _NOBODY
    event_version: int = _NOTHING
    other_event: uuid.UUID = _NOBODY
    link: uuid.UUID = _NOBODY
    involvement: int = _NOTHING
    involvement_stem: uuid.UUID = _NOBODY
    finding: int = _NOTHING
    decided_finding: int = _NOTHING
    verdict: int = _NOTHING
    copying: int = _NOTHING
    waiting_job: int = _NOTHING
    failed_job: int = _NOTHING
    blind_text: int = _NOTHING
    blind_suggestion: int = _NOTHING
    to_move: int = _NOTHING
    open_round: uuid.UUID = _NOBODY
    open_version: int = _NOTHING
    seat: int = _NOTHING
    coding: uuid.UUID = _NOBODY
    coding_version: int = _NOTHING
    closed_round: uuid.UUID = _NOBODY
    unit: uuid.UUID = _NOBODY
    to_give: int = _NOTHING
    note_version: int = _NOTHING
    term: uuid.UUID = _NOBODY
    term_version: int = _NOTHING
    form: int = _NOTHING
    form_mapping: int = _NOTHING
    interview: int = _NOTHING
    to_keep: int = _NOTHING
    to_discard: int = _NOTHING
    statement: int = _NOTHING
    proposal: str = "nothing"
    account_of_besim: int = _NOTHING
    token: str = "nothing"
    digests: tuple[str, ...] = ()

    def traces(self) -> set[str]:
        """Return every name that tells of a record of this side: stems, codes, digests."""
        stems = {
            str(getattr(self, field.name)) for field in fields(self) if field.type == "uuid.UUID"
        }
        return stems | {self.person} | {digest[:16] for digest in self.digests}


ABSENT = Side()
"""Ids of the same shape under which nothing lies."""
