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
from onrecord.web.coding.services.events import (
    correct_event,
    judge_event,
    link_events,
    unlink_events,
    withdraw_event,
)
from onrecord.web.coding.services.reading import (
    accept,
    code_figure,
    read_exhibit,
    reject,
    undo,
)

__all__ = [
    "accept",
    "cite",
    "code_account",
    "code_figure",
    "correct_account",
    "correct_act",
    "correct_event",
    "correct_involvement",
    "involve",
    "judge_act",
    "judge_event",
    "link_events",
    "read_exhibit",
    "reject",
    "undo",
    "unlink_events",
    "withdraw_account",
    "withdraw_act",
    "withdraw_event",
    "withdraw_involvement",
]
