"""The submission bag: sources with all that proves them, in a form that any archive can check."""

from onrecord.adapters.write.bag.contents import Consent, Contents, File, Source
from onrecord.adapters.write.bag.outputs import stream_zip, write_folder
from onrecord.adapters.write.bag.packing import Written
from onrecord.adapters.write.bag.signature import Signer

__all__ = [
    "Consent",
    "Contents",
    "File",
    "Signer",
    "Source",
    "Written",
    "stream_zip",
    "write_folder",
]
