"""The part of `onrecord link` that shows no name: a key, an encoded list, a match, and home."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from onrecord.adapters.exchange.blind import is_encoded_list, new_key_file, read_key_file
from onrecord.adapters.read.mapping import Mapping
from onrecord.cli.output import emit, say
from onrecord.core.kernel.errors import UsageError
from onrecord.flows.blind_link import (
    AT_HOME,
    CLUSTERS,
    ENCODED,
    OVERLAP,
    TABLE,
    encode_list,
    match_encoded,
    resolve,
    write_run,
)
from onrecord.flows.lists import open_list

_REASONS_SHOWN = 10


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of blind linkage; FILE..., --mapping and --out are those of the command."""
    blind = parser.add_argument_group("with another organisation, showing no names")
    blind.add_argument(
        "--new-key",
        type=Path,
        metavar="FILE",
        help="make a key and end; hand it over in person, never with the lists",
    )
    blind.add_argument(
        "--blind",
        type=Path,
        metavar="KEYFILE",
        help=f"encode the list under this key: {ENCODED} is to give away, {AT_HOME} is not; with "
        "encoded lists: check that they are of this key",
    )
    blind.add_argument(
        "--resolve",
        type=Path,
        metavar="HOME.csv",
        help=f"say which of our records {CLUSTERS} means, by the {AT_HOME} of our encoding",
    )


def run(args: argparse.Namespace) -> int | None:
    """Do what is asked for where it is blind linkage; None where it is not.

    ``args`` has ``files`` (paths), ``mapping`` (a list of paths, or None), ``out``,
    ``threshold`` and ``json`` beside the options above.
    """
    encoded = bool(args.files) and all(is_encoded_list(path) for path in args.files)
    if args.new_key:
        return _new_key(args)
    if args.resolve:
        return _resolve(args)
    if encoded:
        return _match(args)
    return _encode(args) if args.blind else None


def _new_key(args: argparse.Namespace) -> int:
    if args.files:
        raise UsageError("--new-key makes a key and nothing else", value=args.files[0])
    key = new_key_file(args.new_key)
    if args.json:
        emit({"file": str(args.new_key), "key": key.key_id})
    else:
        print(f"Key {key.key_id} is in {args.new_key}, readable for you alone.")
        print("Hand a copy to the other organisation in person or by a channel of its own.")
        print("Whoever has it can test whether a name is on an encoded list. Use it for one job.")
    return 0


def _encode(args: argparse.Namespace) -> int:
    if len(args.files) != 1 or len(args.mapping or ()) != 1:
        raise UsageError(
            "One list at a time is encoded, with its mapping",
            remedy="onrecord link LIST.csv --mapping M.yaml --blind KEYFILE --out FOLDER",
        )
    key, mapping = read_key_file(args.blind), Mapping.load(args.mapping[0])
    table = open_list(args.files[0], str(args.files[0]), mapping)
    found = encode_list(table, mapping, key, _folder(args))
    for error in [each for row in found.rejected for each in row.errors][:_REASONS_SHOWN]:
        say(f"Refused: {error.sentence()}")
    warnings = [str(warning) for warning in found.warnings]
    for warning in warnings:
        say(f"Note: {warning}")
    if args.json:
        rejected = [row for error in found.rejected for row in error.as_rows()]
        emit(
            {
                "records": found.records,
                "rejected": rejected,
                "key": found.key_id,
                "give_away": str(args.out / ENCODED),
                "keep_at_home": str(args.out / AT_HOME),
                "warnings": warnings,
            }
        )
    else:
        print(f"{found.records:,} records are encoded under key {found.key_id}.")
        print(f"Give away:    {args.out / ENCODED}")
        print(f"Keep at home: {args.out / AT_HOME}")
    return 0


def _match(args: argparse.Namespace) -> int:
    begun = time.monotonic()
    key = read_key_file(args.blind) if args.blind else None
    found = match_encoded(args.files, key=key, threshold=args.threshold)
    write_run(found, _folder(args))
    for warning in found.linkage.warnings:
        say(f"Note: {warning}")
    if args.json:
        seconds = round(time.monotonic() - begun, 3)
        emit({**found.to_dict(), "seconds": seconds, "peak_mib": _peak_mib()})
    else:
        print(f"{found.accepted:,} people are on more than one of {len(found.names)} lists.")
        print(f"{args.out / CLUSTERS} says which, by pseudonyms; each party resolves its own.")
        print(f"{args.out / TABLE} is the table for `onrecord estimate`.")
    return 0


def _resolve(args: argparse.Namespace) -> int:
    if len(args.files) != 1:
        raise UsageError(
            "One result at a time is resolved",
            remedy=f"onrecord link {CLUSTERS} --resolve {AT_HOME} --out FOLDER",
        )
    found = resolve(args.files[0], args.resolve, _folder(args))
    if args.json:
        emit({"records": found.records, "in_common": found.in_common})
    else:
        print(f"{found.in_common:,} of our {found.records:,} records are on another list as well.")
        print(f"{args.out / OVERLAP} names them. It is as sensitive as the list itself.")
    return 0


def _peak_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10), 1)


def _folder(args: argparse.Namespace) -> Path:
    if not args.out:
        raise UsageError("Say where the result goes", remedy="Add --out FOLDER.")
    return Path(args.out)
