"""What can be found: one file for each part of the register, found by lying in this folder."""

from onrecord.web.search.kinds.kind import Content, Kind, all_kinds

__all__ = ["Content", "Kind", "all_kinds"]
