"""Run every command that the documentation shows again, and write down what it printed.

A ``console`` block holds commands (lines that begin with ``$ ``) and what each printed. The blocks
of one page run in order, in one empty folder that has ``src`` and ``docs`` of the checkout in it.
A number within a sentence stands between ``<!-- number NAME -->`` and ``<!-- /number -->``; NAMES
says where it comes from. So no number of a page can fall behind the program.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TABLE = "src/onrecord/reference/data/capture_histories.csv"
DATA = {"md_pub.csv": ROOT.parent / "shared" / "data" / "kosovo-hrdag" / "md_pub.csv"}
"""Files that a page speaks of and that are not ours to ship: a block that names one is left as
it is where the file is not at hand."""
SHOWN_FOLDER = "/home/arta/onrecord"
SHORTER = {"make demo ARGS=--no-serve": "onrecord demo --no-serve"}
"""What a reader types, and the part of it that is left once the checkout is set up."""

_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"<!-- number (?P<name>[\w.-]+) -->(?P<value>.*?)<!-- /number -->", re.DOTALL)
_SECRET_OF_LINK = re.compile(r"(?<=/link/)[\w-]{20,}")
_ID = re.compile(r"\b9\d{17,18}\b")
SHOWN_ID = "913077873821398035"
"""Ids of records are another each time; pages show this one."""
_AT_ONCE = 300
"""Seconds after which a command is taken to hang."""


def pages() -> list[Path]:
    """Return every page that shows a run."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(page for page in found if _shows_a_run(page.read_text(encoding="utf-8")))


def current(text: str) -> str:
    """Return a page with every output and number as the program gives it now."""
    with _folder() as folder:
        text = _BLOCK.sub(lambda found: _run_block(found[1], folder), text)
    return _NUMBER.sub(_number, text)


def _shows_a_run(text: str) -> bool:
    return bool(_BLOCK.search(text) or _NUMBER.search(text))


def _run_block(block: str, folder: Path) -> str:
    if any(name in block and not path.exists() for name, path in DATA.items()):
        return block
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_output(command, folder)}" for command in commands)


def _output(command: str, folder: Path) -> str:
    done = subprocess.run(  # noqa: S603 - the commands are those of our own pages
        ["/bin/sh", "-c", SHORTER.get(command, command)],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=_AT_ONCE,
        check=False,
    )
    if done.returncode == 3:
        raise RuntimeError(f"{command} failed:\n{done.stdout}")
    text = done.stdout.replace(str(folder), SHOWN_FOLDER)
    text = _ID.sub(SHOWN_ID, _SECRET_OF_LINK.sub("…", text))
    lines = [line.rstrip() for line in text.splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _environment() -> dict[str, str]:
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": tempfile.gettempdir(),
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "TZ": "Europe/Belgrade",
        "PYTHONUNBUFFERED": "1",
        "ONRECORD_PASSPHRASE": "an example of five words",
    }


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        for part in ("src", "docs"):
            (folder / part).symlink_to(ROOT / part)
        for file, path in DATA.items():
            if path.exists():
                shutil.copyfile(path, folder / file)
        yield folder


def _number(found: re.Match[str]) -> str:
    name = found["name"]
    return f"<!-- number {name} -->{NAMES[name]()}<!-- /number -->"


@cache
def _json(*command: str) -> Any:
    with _folder() as folder:
        done = subprocess.run(  # noqa: S603 - our own command, by its own path
            [Path(sys.executable).with_name("onrecord"), *command, "--json"],
            cwd=folder,
            env=_environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_AT_ONCE,
            check=True,
        )
    return json.loads(done.stdout)


def _estimate(method: str) -> Mapping[str, Any]:
    answers = _json("estimate", TABLE)["estimates"]
    return next(answer for answer in answers if answer["method"] == method)


def _notice() -> str:
    from onrecord.reference import kosovo  # noqa: PLC0415 - only this number needs it

    return kosovo().capture_histories.required_notice


NAMES = {
    "observed": lambda: f"{_json('estimate', TABLE)['observed']:,.2f}",
    "bic.N": lambda: f"{_estimate('loglinear-bic')['N']:,.0f}",
    "bic.low": lambda: f"{_estimate('loglinear-bic')['low']:,.0f}",
    "bic.high": lambda: f"{_estimate('loglinear-bic')['high']:,.0f}",
    "aic.N": lambda: f"{_estimate('loglinear-aic')['N']:,.0f}",
    "bound.N": lambda: f"{_estimate('chao-mth')['N']:,.0f}",
    "models": lambda: str(len(_json("estimate", TABLE)["models"])),
    "notice": _notice,
}
"""The numbers that sentences hold, and the run that each is read from."""


def main() -> None:
    """Write every page again; name those that changed."""
    for page in [Path(name).resolve() for name in sys.argv[1:]] or pages():
        before = page.read_text(encoding="utf-8")
        after = current(before)
        if after != before:
            page.write_text(after, encoding="utf-8")
            print(f"{page.relative_to(ROOT)} is written again")  # noqa: T201 - a tool for the terminal


if __name__ == "__main__":
    main()
