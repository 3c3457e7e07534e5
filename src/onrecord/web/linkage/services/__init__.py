"""The verbs of linkage: start a run, decide about a pair, take a decision back."""

from onrecord.web.linkage.services.deciding import Choice, decide, undo
from onrecord.web.linkage.services.running import Asked, keep, link

__all__ = ["Asked", "Choice", "decide", "keep", "link", "undo"]
