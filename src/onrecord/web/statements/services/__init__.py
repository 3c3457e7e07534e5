"""Every change of forms, interviews and statements: one verb each, with its right."""

from onrecord.web.statements.services.forms import approve_mapping, keep_form
from onrecord.web.statements.services.interviews import begin, discard, save
from onrecord.web.statements.services.keeping import ConsentAnswer, Ending, keep
from onrecord.web.statements.services.proposals import accept, accept_all, reject, undo

__all__ = [
    "ConsentAnswer",
    "Ending",
    "accept",
    "accept_all",
    "approve_mapping",
    "begin",
    "discard",
    "keep",
    "keep_form",
    "reject",
    "save",
    "undo",
]
