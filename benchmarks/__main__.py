"""Run one benchmark by name, or all of them: ``python -m benchmarks [NAME [OPTIONS]]``."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main(argv: list[str]) -> int:
    """Run what is named; without a name, every benchmark in the folder."""
    names = sorted(
        m.name for m in pkgutil.iter_modules(benchmarks.__path__) if not m.name.startswith("_")
    )
    if argv and argv[0] not in names:
        print(f"There is no benchmark {argv[0]!r}. There are: {', '.join(names)}.", file=sys.stderr)
        return 2
    chosen, options = (argv[:1], argv[1:]) if argv else (names, [])
    codes = []
    for name in chosen:
        print(f"── {name}", flush=True)
        codes.append(importlib.import_module(f"benchmarks.{name}").main(options))
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
