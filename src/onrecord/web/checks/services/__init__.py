"""Checks are run; people decide about what they find."""

from onrecord.web.checks.services.deciding import decide, undo
from onrecord.web.checks.services.running import check_compartment, check_text

__all__ = ["check_compartment", "check_text", "decide", "undo"]
