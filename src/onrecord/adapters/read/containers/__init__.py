"""Files that hold files: ZIP, web archives and mailboxes, taken apart in a process of its own."""

from onrecord.adapters.read.containers.member import Member
from onrecord.adapters.read.containers.opening import is_container, members

__all__ = ["Member", "is_container", "members"]
