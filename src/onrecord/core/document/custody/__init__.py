"""What happened to an exhibit from its intake on, written so that nobody can rewrite it."""

from onrecord.core.document.custody.canonical import canonical
from onrecord.core.document.custody.chain import Link, Problem, chained, problems, root_of_chain
from onrecord.core.document.custody.consent import PURPOSES, Ruling, rule
from onrecord.core.document.custody.event import Event, EventKind

__all__ = [
    "PURPOSES",
    "Event",
    "EventKind",
    "Link",
    "Problem",
    "Ruling",
    "canonical",
    "chained",
    "problems",
    "root_of_chain",
    "rule",
]
