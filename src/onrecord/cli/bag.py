"""Make a submission bag: files, or sources of a register, with all that proves them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from onrecord import __version__
from onrecord.adapters.write.bag import Signer
from onrecord.cli import output
from onrecord.cli._django import acting_user, add_register, setup
from onrecord.core.document.custody import PURPOSES
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.bag import Made, Order, bag_of_files

NAME = "bag"
HELP = "Make a submission bag of files, or of sources of a register, that anybody can check."
EXAMPLE = "onrecord bag statements/ report.pdf --out bag-for-the-archive"

_SHOWN = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "selection",
        nargs="*",
        metavar="SELECTION",
        help="files and folders; with --register: ids of sources, or none for all you may see",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="the bag; must not exist yet"
    )
    parser.add_argument(
        "--recipient",
        choices=PURPOSES,
        default="internal",
        help="for which use; a source without consent to it is left out and named (internal)",
    )
    parser.add_argument("--to", default="", metavar="NAME", help="who receives it, in words")
    parser.add_argument("--organisation", default="", metavar="NAME", help="who sends it")
    parser.add_argument(
        "--consent", type=Path, metavar="FILE.csv", help="columns file, purpose, given, on, how"
    )
    parser.add_argument(
        "--kind", default="", metavar="CONCEPT", help="kind of all files, such as source/report"
    )
    parser.add_argument(
        "--key", type=Path, metavar="KEY.pem", help="Ed25519 key that signs a bag of files"
    )
    parser.add_argument(
        "--reason", default="", help="why sources of a register are handed over; asked for then"
    )
    parser.add_argument(
        "--as", dest="user", metavar="USER", help="the account that does it (the only supervisor)"
    )
    add_register(parser)


def run(args: argparse.Namespace) -> int:
    """Write the bag and report it, with whatever was left out."""
    order = Order(
        now=datetime.now(UTC),  # noqa: TID251 - the command line is where the clock comes in
        tool=f"onrecord {__version__}",
        purpose=args.recipient,
        recipient=args.to,
        organisation=args.organisation,
        kind=args.kind,
    )
    made = _of_files(args, order) if args.register is None else _of_register(args, order)
    if args.json:
        output.emit(made.to_dict())
    else:
        _show(made)
    return 0


def _of_files(args: argparse.Namespace, order: Order) -> Made:
    if not args.selection:
        raise UsageError("Name the files or folders.", remedy=f"Example: {EXAMPLE}")
    signer = Signer.from_file(args.key) if args.key else Signer.once()
    selection = [Path(name) for name in args.selection]
    return bag_of_files(selection, args.out, order, signer, consent=args.consent, told=_progress())


def _of_register(args: argparse.Namespace, order: Order) -> Made:
    if args.consent or args.kind or args.key:
        raise UsageError(
            "--consent, --kind and --key are for files; a register knows them of its own."
        )
    ids = [_id(word) for word in args.selection]
    setup(args.register)
    from onrecord.web.site.acting import acting_as  # noqa: PLC0415 - Django must be set up
    from onrecord.web.sources import bagging  # noqa: PLC0415 - as above

    user = acting_user(args.user)
    with acting_as(user.get_username()):
        return bagging.write_bag(
            ids or None, args.out, order, by=user, reason=args.reason, told=_progress()
        )


def _id(word: str) -> int:
    if not (word.isascii() and word.isdigit()):
        raise UsageError(
            "With --register, a selection is ids of sources.",
            value=word,
            remedy="The id of a source stands in the address of its page.",
        )
    return int(word)


def _progress() -> Callable[[int], None] | None:
    """Return what shows the bytes written at a terminal, or None where there is none."""
    if not sys.stderr.isatty():
        return None
    total = 0

    def told(size: int) -> None:
        nonlocal total
        total += size
        sys.stderr.write(f"\r{total / 1e6:,.0f} MB written")
        sys.stderr.flush()

    return told


def _show(made: Made) -> None:
    for one in made.left_out[:_SHOWN]:
        output.say(f"Left out: {one.source}: {one.reason}")
    if len(made.left_out) > _SHOWN:
        output.say(f"… and {len(made.left_out) - _SHOWN:,} more.")
    written = made.written
    print(f"{made.path}: {written.files:,} files, {written.bytes:,} bytes.")
    print(f"Digest (SHA-256 of the tag manifest): {written.digest}")
    print(f"Public key: {written.public_key}")
    print(f"Anybody can check it: python3 {made.path / 'verify.py'}")
