"""Settings of the register for tests: in memory, cheap password hashes, no network."""

from onrecord.web.site.settings import *  # noqa: F403
