"""Files of blind linkage: the key that two parties share, and lists that show no name."""

from onrecord.adapters.exchange.blind.encoded_list import (
    EncodedList,
    is_encoded_list,
    read_encoded_list,
    write_encoded_list,
)
from onrecord.adapters.exchange.blind.key_file import new_key_file, read_key_file

__all__ = [
    "EncodedList",
    "is_encoded_list",
    "new_key_file",
    "read_encoded_list",
    "read_key_file",
    "write_encoded_list",
]
