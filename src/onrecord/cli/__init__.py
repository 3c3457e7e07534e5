"""The command line: one file a command, found by its name in this folder."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from types import ModuleType

from onrecord import __version__
from onrecord.core.kernel.errors import UserError

_SHARED = frozenset({"output"})
"""Files of this folder that are no command."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done; 1 a finding that the command was asked to report as failure; 2 wrong use or input;
    3 a fault of ours.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    wanted = next((word for word in arguments if not word.startswith("-")), None)
    parser = _parser(wanted if wanted in command_names() else None)
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 2
    try:
        return int(options.run(options))
    except UserError as error:
        print(f"onrecord {options.command}: {error.sentence()}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("\nStopped. Nothing half done was kept.", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except Exception:  # noqa: BLE001 - the outermost frame: a fault of ours ends as exit code 3
        traceback.print_exc()
        print("This is a fault of OnRecord, not of your input.", file=sys.stderr)
        return 3


def command_names() -> list[str]:
    """Return the names of all commands: those of the files in this folder, ``_`` as ``-``."""
    return sorted(
        module.name.replace("_", "-")
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_") and module.name not in _SHARED
    )


def command_module(name: str) -> ModuleType:
    """Return the module of one command; it has NAME, HELP, EXAMPLE, configure and run."""
    return importlib.import_module(f"{__name__}.{name.replace('-', '_')}")


def _parser(only: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="onrecord",
        description="Document human-rights violations and act on them.",
        epilog="onrecord COMMAND --help shows an example of each command.",
    )
    parser.add_argument("--version", action="version", version=f"onrecord {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    # One command loads only itself, so that a small command starts fast.
    for name in [only] if only else command_names():
        module = command_module(name)
        command = commands.add_parser(
            name,
            help=module.HELP,
            description=module.HELP,
            epilog=f"Example:\n  {module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        _add_json(command)
        module.configure(command)
        command.set_defaults(run=module.run)
    return parser


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--json", action="store_true", help="one JSON document on standard output, nothing else"
    )
