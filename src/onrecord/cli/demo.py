"""Build a register from the reference case, run the main job, and serve it."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from onrecord.cli import output
from onrecord.core.kernel.errors import UsageError

NAME = "demo"
HELP = "Build the demonstration register of the reference case Kosovo, and serve it."
EXAMPLE = "onrecord demo --no-serve"
FOLDER = Path("demo-register")
PASSPHRASE = "demonstration"  # noqa: S105 - opens invented and published records only


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--no-serve", action="store_true", help="end after the short account")
    parser.add_argument(
        "--register", type=Path, default=FOLDER, metavar="FOLDER", help="where to build it"
    )
    parser.add_argument("--fresh", action="store_true", help="build it anew if it is there")
    parser.add_argument("--port", type=int, default=8000, help="port to serve on (8000)")


def run(args: argparse.Namespace) -> int:
    """Build what is not there yet, give the account, and serve unless told not to."""
    from onrecord.web.site import install  # noqa: PLC0415 - loads Django

    folder = args.register.absolute()
    done = folder / install.DEMO
    if folder.exists() and (args.fresh or not _is_whole(done)):
        _clear(folder, done)
    output.say(f"The demonstration register lies in {folder}")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    done.touch()
    install.create(folder, PASSPHRASE)
    from onrecord.web.demonstration import build, story  # noqa: PLC0415 - needs Django

    if not _is_whole(done):
        build.build(output.say)
        done.write_text(_WHOLE, encoding="ascii")
    url = None if args.no_serve else f"http://127.0.0.1:{args.port}{story.login_path()}"
    told = story.tell(args.register, PASSPHRASE, url)
    if args.json:
        output.emit(told.to_dict())
    else:
        print(told.text())
    if url is not None:
        _serve(url, args.port)
    return 0


_WHOLE = "whole\n"


def _is_whole(done: Path) -> bool:
    """Tell whether the last step of building was reached."""
    return done.exists() and done.read_text(encoding="ascii") == _WHOLE


def _clear(folder: Path, done: Path) -> None:
    """Remove a demonstration register, never anything else."""
    if not done.exists():
        if any(folder.iterdir()):
            raise UsageError(
                "This folder is not empty and is no demonstration register.",
                file=str(folder),
                remedy="Name another with --register.",
            )
        return
    output.say("Removing the demonstration register that was there")
    shutil.rmtree(folder)


def _serve(url: str, port: int) -> None:
    from onrecord.cli.serve import serve  # noqa: PLC0415 - needs Django

    output.say(f"\nOpen this once, within an hour:\n  {url}\n(stop with Ctrl-C)")
    serve("127.0.0.1", port)
