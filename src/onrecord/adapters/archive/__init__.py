"""Where preserved files lie: an encrypted folder in which a file is found by its content."""

from onrecord.adapters.archive.keys import Cost, KeyRing
from onrecord.adapters.archive.store import Archive, Outcome, Problem, ProblemKind, Stored

__all__ = ["Archive", "Cost", "KeyRing", "Outcome", "Problem", "ProblemKind", "Stored"]
