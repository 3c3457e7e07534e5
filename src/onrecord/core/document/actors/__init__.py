"""Who acts and who suffers in a text: bodies, forces, authorities, roles and groups."""

from onrecord.core.document.actors.finder import find_actors
from onrecord.core.document.actors.mention import BODIES, ActorMention

__all__ = ["BODIES", "ActorMention", "find_actors"]
