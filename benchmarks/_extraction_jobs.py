"""On which jobs are readers and rules compared, and how is each result judged?

All tools get the same sentences or files. Figures are judged by the numbers in a sentence, dates
by their EDTF strings, places and actors by a shared character, pages by the words that stand in
order, encodings by the whole text.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.golden.labelled_sentences import FOLDER, LANGUAGES

from benchmarks.reading import text_pdf
from onrecord.core.document.sentences import sentence_spans
from onrecord.core.kernel.quantity import YEAR
from onrecord.testing.documents import make_pdf

GOLDEN = FOLDER.parent
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "data" / "seeds"
DOCUMENTS = ("human-rights-in-kosovo.txt", "prisoners-in-our-own-homes.txt")
PAGES = 200
_ENCODINGS = {
    "sq": ("utf-8", "utf-16", "cp1252", "cp1250", "iso8859-1", "iso8859-2", "cp852"),
    "sr-Latn": ("utf-8", "utf-16", "cp1250", "iso8859-2", "cp852"),
    "sr-Cyrl": ("utf-8", "utf-16", "cp1251", "iso8859-5", "cp855"),
}


@dataclass(frozen=True, slots=True)
class Quality:
    """How much of what was found is right, and how much of what is there was found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job: who does it, what all of them get, its size, and what judges a result.

    ``unit`` is what ``size`` counts: characters, pages, files.
    """

    title: str
    ours: str
    rivals: tuple[str, ...]
    language: str
    inputs: tuple[str, ...]
    size: int
    unit: str
    judge: Callable[[Any], Quality]


def jobs(folder: Path) -> Iterator[Job]:
    """Yield every job; files that it needs are made in ``folder``."""
    numbers = ("quantulum3", "number-parser", "text2num")
    if SEEDS.exists():
        sentences, marks = _seed_figures()
        yield _of_sentences("figures, en", ("spaCy sm, figures", *numbers), sentences, marks)
        yield from _names()
    for name, language in LANGUAGES.items():
        sentences, marks = _labelled(name, "figure", _numbers)
        yield _of_sentences(f"figures, {language}", numbers, sentences, marks)
    for name, language in LANGUAGES.items():
        sentences, marks = _labelled(name, "date", lambda row: [row["edtf"]])
        yield _of_sentences(f"dates, {language}", ("dateparser",), sentences, marks)
    yield _pdf(folder)
    yield _encoded(folder)


def _of_sentences(
    title: str, rivals: tuple[str, ...], sentences: Sequence[str], marks: Sequence[Counter[Any]]
) -> Job:
    kind, language = title.split(", ")
    return Job(
        title=title,
        ours=kind,
        rivals=rivals,
        language=language,
        inputs=tuple(sentences),
        size=sum(map(len, sentences)),
        unit="characters",
        judge=lambda found: _counted([Counter(map(_rounded, one)) for one in found], marks),
    )


def _rounded(value: Any) -> Any:
    """Return a number in one form: a share in per cent, whether it was given so or as a part."""
    if not isinstance(value, int | float):
        return value
    return round(value * 100 if 0 < value < 1 else value, 4)


def _counted(found: Sequence[Counter[Any]], marks: Sequence[Counter[Any]]) -> Quality:
    right = sum((one & mark).total() for one, mark in zip(found, marks, strict=True))
    given, marked = (sum(one.total() for one in all_) for all_ in (found, marks))
    return Quality(right / given if given else 0.0, right / marked)


def _numbers(row: dict[str, str]) -> list[float]:
    """Return the numbers of a label, but for years and for the upper end of "the majority"."""
    if row.get("unit") == YEAR:
        return []
    stated = [row["value"]] if row["value"] else [row["low"], row["high"]]
    numbers = [float(cell) for cell in stated if cell]
    return [_rounded(one) for one in numbers if one != 1 or len(numbers) == 1]


def _labelled(
    name: str, kind: str, values: Callable[[dict[str, str]], list[Any]]
) -> tuple[list[str], list[Counter[Any]]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sentences, marks = [], []
    for _, group in groupby(rows, key=lambda row: row["sentence_id"]):
        of_one = list(group)
        sentences.append(of_one[0]["sentence"])
        marks.append(Counter(v for row in of_one if row["kind"] == kind for v in values(row)))
    return sentences, marks


def _seed_figures() -> tuple[list[str], list[Counter[Any]]]:
    sentences: list[str] = []
    marks: list[Counter[Any]] = []
    for document in DOCUMENTS:
        text = (SEEDS / document).read_text(encoding="utf-8")
        places = [(start, _numbers(row)) for start, _end, row in _rows("figures", document, text)]
        for start, end in sentence_spans(text):
            sentences.append(text[start:end])
            marks.append(Counter(v for at, values in places if start <= at < end for v in values))
    return sentences, marks


def _rows(kind: str, document: str, text: str) -> Iterator[tuple[int, int, dict[str, str]]]:
    with (GOLDEN / f"seed_{kind}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["document"] == document:
                start = -1
                for _ in range(int(row["occurrence"])):
                    start = text.index(row["anchor"], start + 1)
                yield start, start + len(row["anchor"]), row


def _names() -> Iterator[Job]:
    texts = [(SEEDS / document).read_text(encoding="utf-8") for document in DOCUMENTS]
    for kind in ("place", "actor"):
        marks = [
            [(start, end) for start, end, _row in _rows(f"{kind}s", document, text)]
            for document, text in zip(DOCUMENTS, texts, strict=True)
        ]
        yield Job(
            title=f"{kind}s, en",
            ours="names",
            rivals=("spaCy sm, names",),
            language="en",
            inputs=tuple(texts),
            size=sum(map(len, texts)),
            unit="characters",
            judge=partial(_touched, kind, marks),
        )


def _touched(kind: str, marks: Sequence[Sequence[tuple[int, int]]], found: Any) -> Quality:
    right = given = 0
    for names, marked in zip(found, marks, strict=True):
        left = list(marked)
        for start, end, what in names:
            if what != kind:
                continue
            given += 1
            hit = next((one for one in left if start < one[1] and one[0] < end), None)
            if hit:
                left.remove(hit)
                right += 1
    return Quality(right / given, right / sum(map(len, marks)))


def _pdf(folder: Path) -> Job:
    albanian = " ".join(_labelled("sq", "figure", _numbers)[0]).encode("latin-1", "ignore")
    words = albanian.decode("latin-1").split()
    lines = [" ".join(words[at : at + 10]) for at in range(0, len(words), 10)]
    diacritics = [
        "\n".join(lines[(page + line) % len(lines)] for line in range(45)) for page in range(PAGES)
    ]
    files = {"english.pdf": text_pdf(PAGES), "albanian.pdf": make_pdf(diacritics)}
    for name, content in files.items():
        (folder / name).write_bytes(content)

    def judge(found: Any) -> Quality:
        # The English pages are the same few sentences; the Albanian ones have the diacritics.
        right = given = there = 0
        for page, truth in zip(found[1], diacritics, strict=True):
            one, other = page.split(), truth.split()
            match = SequenceMatcher(None, one, other, autojunk=False)
            right += sum(block.size for block in match.get_matching_blocks())
            given, there = given + len(one), there + len(other)
        return Quality(right / given, right / there)

    return Job(
        title="text of PDF",
        ours="pdf",
        rivals=("pdfminer.six", "pdfplumber"),
        language="en",
        inputs=tuple(str(folder / name) for name in files),
        size=2 * PAGES,
        unit="pages",
        judge=judge,
    )


def _encoded(folder: Path) -> Job:
    truths, paths = [], []
    for name, language in LANGUAGES.items():
        sentences = _labelled(name, "figure", _numbers)[0]
        for encoding in _ENCODINGS[language]:
            for at in range(0, len(sentences) - 7, 8):
                text = "\n".join(sentences[at : at + 8])
                data = text.encode(encoding, "ignore")
                truths.append(data.decode(encoding))
                path = folder / f"{language}-{encoding}-{at}.txt"
                path.write_bytes(data)
                paths.append(str(path))

    def judge(found: Any) -> Quality:
        right = sum(one == truth for one, truth in zip(found, truths, strict=True))
        return Quality(right / len(truths), right / len(truths))

    return Job(
        title="encodings",
        ours="encodings",
        rivals=("charset-normalizer", "chardet"),
        language="sq",
        inputs=tuple(paths),
        size=len(paths),
        unit="files",
        judge=judge,
    )
