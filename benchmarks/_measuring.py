"""How is one tool measured on one job, in a process of its own, ours and others' alike?

A job comes as JSON on the standard input; results, seconds and peak memory go out as JSON. This
module knows nothing of OnRecord: it also runs where only the other tool is installed.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

LEAST_SECONDS = 1.0
"""A job is repeated until it has taken this long, so that short ones are measured as well."""

Work = Callable[[dict[str, Any]], Any]
Tool = tuple[str, Callable[[dict[str, Any]], Work]]
"""The distribution that gives the version, and what loads the tool and returns its work."""


def main(tools: Mapping[str, Tool], argv: list[str]) -> int:
    """Do one job with the tool that is named, and write down how it went."""
    job = json.load(sys.stdin)
    distribution, load = tools[argv[0]]
    begin = time.perf_counter()
    work = load(job)
    work({**job, "inputs": job["inputs"][:1]})
    loading = time.perf_counter() - begin
    passes, taken, results = 0, 0.0, None
    while taken < LEAST_SECONDS:
        begin = time.perf_counter()
        results = work(job)
        taken += time.perf_counter() - begin
        passes += 1
    json.dump(
        {
            "results": results,
            "seconds": taken / passes,
            "loading": loading,
            "mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "version": version(distribution),
        },
        sys.stdout,
    )
    return 0
