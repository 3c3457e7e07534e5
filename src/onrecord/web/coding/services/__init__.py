"""Every change of suggestions, accounts, acts and events: one verb each, with its right."""

from onrecord.web.coding.services.accounts import (
    cite,
    code_account,
    correct_account,
    withdraw_account,
)
from onrecord.web.coding.services.acts import (
    correct_act,
    correct_involvement,
    involve,
    judge_act,
    withdraw_act,
    withdraw_involvement,
)
from onrecord.web.coding.services.adjudication import drop, settle, settle_alike
from onrecord.web.coding.services.claims import code_act, code_figure
from onrecord.web.coding.services.codebook import decide_term, propose_term, write_note
from onrecord.web.coding.services.codings import correct_coding, withdraw_coding
from onrecord.web.coding.services.decisions import reject, undo
from onrecord.web.coding.services.events import (
    correct_event,
    judge_event,
    link_events,
    unlink_events,
    withdraw_event,
)
from onrecord.web.coding.services.pieces import join, move, split
from onrecord.web.coding.services.reading import accept, read_exhibit
from onrecord.web.coding.services.rounds import close_round, finish, open_round, resume

__all__ = [
    "accept",
    "cite",
    "close_round",
    "code_account",
    "code_act",
    "code_figure",
    "correct_account",
    "correct_act",
    "correct_coding",
    "correct_event",
    "correct_involvement",
    "decide_term",
    "drop",
    "finish",
    "involve",
    "join",
    "judge_act",
    "judge_event",
    "link_events",
    "move",
    "open_round",
    "propose_term",
    "read_exhibit",
    "reject",
    "resume",
    "settle",
    "settle_alike",
    "split",
    "undo",
    "unlink_events",
    "withdraw_account",
    "withdraw_act",
    "withdraw_coding",
    "withdraw_event",
    "withdraw_involvement",
    "write_note",
]
