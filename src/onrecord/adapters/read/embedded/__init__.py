"""What a photograph or a film tells of itself: camera, time, place, content credentials."""

from onrecord.adapters.read.embedded.credentials import manifest_labels, manifest_stores
from onrecord.adapters.read.embedded.tags import Embedded, embedded

__all__ = ["Embedded", "embedded", "manifest_labels", "manifest_stores"]
