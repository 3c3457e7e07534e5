"""How two parties find the people whom both lists name, and show each other no name."""

from onrecord.core.reconcile.blind.encoding import Encoded, Encoder
from onrecord.core.reconcile.blind.keys import BlindKey
from onrecord.core.reconcile.blind.linking import BlindLinkage, link_blind
from onrecord.core.reconcile.blind.values import PersonValues

__all__ = ["BlindKey", "BlindLinkage", "Encoded", "Encoder", "PersonValues", "link_blind"]
