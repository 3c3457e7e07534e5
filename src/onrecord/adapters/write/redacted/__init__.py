"""The redacted copy of pages: pictures with black boxes burnt in, and nothing else."""

from onrecord.adapters.write.redacted.blackened import Picture, blackened, blank
from onrecord.adapters.write.redacted.picture_pdf import picture_pdf

__all__ = ["Picture", "blackened", "blank", "picture_pdf"]
