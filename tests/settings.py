"""Settings of the register for tests: in memory, cheap password hashes, no network."""

from onrecord.web.site.settings import *  # noqa: F403

# A plain scorer of ours: the engine takes seconds to learn what five mentions do not tell it.
ONRECORD_SCORER = "tests.linking.score"
