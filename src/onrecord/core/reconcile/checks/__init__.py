"""What cannot be true in what sources say: checks over documents, questions and registers."""

from onrecord.core.reconcile.checks.check import Check
from onrecord.core.reconcile.checks.dossier import (
    DateStated,
    Document,
    Dossier,
    GroupMention,
    PartsOfTotal,
    Stated,
)
from onrecord.core.reconcile.checks.questions import Claim, check_question, check_register
from onrecord.core.reconcile.checks.registry import all_checks, check_dossier
from onrecord.core.reconcile.checks.timeline import Entry, EntryKind, Timeline

__all__ = [
    "Check",
    "Claim",
    "DateStated",
    "Document",
    "Dossier",
    "Entry",
    "EntryKind",
    "GroupMention",
    "PartsOfTotal",
    "Stated",
    "Timeline",
    "all_checks",
    "check_dossier",
    "check_question",
    "check_register",
]
