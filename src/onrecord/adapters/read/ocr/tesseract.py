"""What tesseract, a program of the system, sees on a picture: words with boxes, or the script.

The picture goes in by standard input and the answer comes by standard output, so that no file is
written; the program has the limits of the process that calls it, and a time of its own.
"""

from __future__ import annotations

import csv
import io
import re
import resource
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image

from onrecord.adapters.read.limits import MIB

PACKS: Final = {"en": "eng", "sq": "sqi", "sr-Latn": "srp_latn", "sr-Cyrl": "srp"}
"""The language pack of tesseract for each of our language codes."""

_PROGRAM: Final = "tesseract"
_WHERE: Final = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"
_MEMORY: Final = 1024 * MIB
_MOST_ANSWER: Final = 32 * MIB
_STARTING_SECONDS: Final = 10


class RecognitionFailed(Exception):
    """The program gave no answer on this picture: too slow, too large, or damaged."""


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word as tesseract saw it: pixels from the upper left corner, confidence in 0 to 1.

    ``line`` tells the lines of a page apart, ``block`` its blocks.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    block: int
    line: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Orientation:
    """Quarter turns counter-clockwise that set a page upright, and its script as tesseract says.

    Both confidences are tesseract's own, 0 and upwards; below 1 they mean nothing.
    """

    quarter_turns: int
    turn_confidence: float
    script: str
    script_confidence: float


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program as it is installed: where, which version, with which language packs."""

    path: str
    version: str
    packs: frozenset[str]

    def words(
        self, image: Image.Image, pack: str, *, dpi: int, seconds: float
    ) -> tuple[SeenWord, ...]:
        """Return the words of a picture in reading order, read with one language pack."""
        answer = self._run(image, ["-l", pack, "--dpi", str(dpi), *parameters()], seconds)
        return tuple(_seen(answer))

    def orientation(self, image: Image.Image, *, dpi: int, seconds: float) -> Orientation | None:
        """Return how the page lies and its script; ``None`` where there is too little on it."""
        arguments = ["-l", "osd", "--dpi", str(dpi), "--psm", "0"]
        try:
            answer = self._run(image, arguments, seconds)
        except RecognitionFailed:
            return None
        said = dict(re.findall(r"^([^:\n]+): (.+)$", answer, re.MULTILINE))
        try:
            return Orientation(
                quarter_turns=-int(said["Rotate"]) // 90 % 4,
                turn_confidence=float(said["Orientation confidence"]),
                script=said["Script"],
                script_confidence=float(said["Script confidence"]),
            )
        except (KeyError, ValueError):
            return None

    def _run(self, image: Image.Image, arguments: Sequence[str], seconds: float) -> str:
        picture = io.BytesIO()
        image.save(picture, "PNG", compress_level=1)
        command = [self.path, "stdin", "stdout", *arguments]
        with subprocess.Popen(  # noqa: S603 - a program of the system by its path, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
        ) as process:
            _confine(process.pid, seconds)
            try:
                answer, _ = process.communicate(picture.getvalue(), timeout=seconds)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise RecognitionFailed from error
        if process.returncode != 0 or len(answer) > _MOST_ANSWER:
            raise RecognitionFailed
        return answer.decode("utf-8", "replace")


def parameters() -> tuple[str, ...]:
    """Return what every reading of words is called with, as it is recorded with the text."""
    return ("--psm", "3", "--oem", "1", "-c", "tessedit_create_tsv=1")


_ENVIRONMENT: Final = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
"""One thread: tesseract's own are slower on the small machines that we serve, and uneven."""


@cache
def find_tesseract() -> Tesseract | None:
    """Return the program where this machine has it with one of our packs, else ``None``."""
    path = shutil.which(_PROGRAM, path=_WHERE)
    if path is None:
        return None
    version = _said(path, "--version").partition("\n")[0].removeprefix("tesseract ").strip()
    packs = frozenset(_said(path, "--list-langs").split("\n")[1:]) & {*PACKS.values(), "osd"}
    if not packs & set(PACKS.values()):
        return None
    return Tesseract(path=str(Path(path)), version=version, packs=packs)


def _said(path: str, question: str) -> str:
    done = subprocess.run(  # noqa: S603 - as above
        [path, question],
        capture_output=True,
        timeout=_STARTING_SECONDS,
        check=False,
        env=_ENVIRONMENT,
        stdin=subprocess.DEVNULL,
    )
    return (done.stdout or done.stderr).decode("utf-8", "replace")


def _confine(pid: int, seconds: float) -> None:
    """Set the limits of the program while it waits for its input."""
    bounds = {
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_CPU: int(seconds) + 1,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in bounds.items():
        _, hard = resource.prlimit(pid, kind)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.prlimit(pid, kind, (bound, bound))


_WORD_LEVEL: Final = "5"


def _seen(answer: str) -> Iterator[SeenWord]:
    rows = csv.DictReader(io.StringIO(answer), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        text = (row.get("text") or "").strip()
        if row["level"] != _WORD_LEVEL or not text:
            continue
        left, top = int(row["left"]), int(row["top"])
        block = int(row["block_num"])
        yield SeenWord(
            text=text,
            left=left,
            top=top,
            right=left + int(row["width"]),
            bottom=top + int(row["height"]),
            confidence=max(0.0, min(1.0, float(row["conf"]) / 100)),
            block=block,
            line=(block, int(row["par_num"]), int(row["line_num"])),
        )
