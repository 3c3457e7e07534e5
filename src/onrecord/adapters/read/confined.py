"""What happens inside the process apart: limits first, then one question about one file."""

from __future__ import annotations

import importlib
import json
import os
import resource
from dataclasses import asdict
from typing import Any, Final

from onrecord.adapters.read.limits import Limits
from onrecord.core.kernel.errors import InputError

ANSWERED: Final = 0
REFUSED: Final = 2
NO_MEMORY: Final = 3


def confine(limits: Limits) -> None:
    """Take from this process what a reader has no need of; there is no way back."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answered(
    question: str, data: bytes, name: str, wanted: dict[str, Any], limits: Limits
) -> tuple[int, str]:
    """Return the exit code and the JSON that says what a file gave.

    ``question`` is a file of the folder ``answers``; the caller is our own process, so a name
    that is none is a programming error.
    """
    asked = importlib.import_module(f"onrecord.adapters.read.answers.{question}")
    try:
        return ANSWERED, json.dumps(asked.answer(data, name, wanted, limits))
    except InputError as error:
        return REFUSED, json.dumps(_refusal(error))
    except MemoryError:
        return NO_MEMORY, ""


def write_all(number: int, text: str) -> None:
    """Write a text to an open file by its number."""
    left = memoryview(text.encode("ascii"))
    while left:
        left = left[os.write(number, left) :]


def plain_limits(limits: Limits) -> str:
    """Return the limits as one line of JSON."""
    return json.dumps(asdict(limits))


def _refusal(error: InputError) -> dict[str, object]:
    return {
        "template": error.template,
        "line": error.line,
        "column": error.column,
        "value": None if error.value is None else str(error.value),
        "remedy": error.remedy,
        **{name: _shown(value) for name, value in error.params.items()},
    }


def _shown(value: object) -> object:
    return value if isinstance(value, str | int | float | None) else str(value)
