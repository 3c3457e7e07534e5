"""Which JSON document describes a whole run? The one of the command line's contract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from onrecord.core.estimate.method import Options
from onrecord.core.estimate.result import Json
from onrecord.flows.estimate import EstimateRun, LeftOut


def run_document(
    run: EstimateRun, options: Options, left_out: Iterable[tuple[str | None, LeftOut]] = ()
) -> dict[str, object]:
    """Return the run with its settings; ``left_out`` holds strata and answers without a list."""
    return {
        **run.to_dict(),
        "options": _settings(options),
        "leave_out": [
            {"left_out": answer.left_out, **answer.estimate.to_dict(), "stratum": stratum}
            for stratum, answer in left_out
        ],
    }


def _settings(options: Options) -> dict[str, Json]:
    """Return the settings that the answers depend on; the seed is told beside them."""
    named = {**asdict(options), "interval": str(options.interval)}
    return {name: value for name, value in named.items() if name not in {"seed", "threads"}}
