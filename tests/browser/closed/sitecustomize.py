"""Closes the network to every Python that starts with this folder on its path.

Only this machine answers; whatever else is asked for is refused and written to the file that
``ONRECORD_TEST_CONTACTS`` names, so that a test can tell that nobody asked.
"""

import os
import sys
from pathlib import Path

_HERE = ("127.0.0.1", "::1", "localhost", "0.0.0.0", "")


def _close(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else ""
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        host = arguments[0] or ""
    else:
        return
    if host not in _HERE:
        if contacts := os.environ.get("ONRECORD_TEST_CONTACTS"):
            with Path(contacts).open("a", encoding="utf-8") as file:
                file.write(f"{event} {host}\n")
        message = f"the network is closed: {host}"
        raise OSError(message)


sys.addaudithook(_close)
