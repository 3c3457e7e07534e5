"""Word documents: body, notes, headers and comments, with every tracked change kept and flagged."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.packed import Packed
from onrecord.adapters.read.text_builder import TextBuilder
from onrecord.core.document.document_text import DocumentText, Flag
from onrecord.core.document.language import guess_language
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

SUFFIXES = (".docx",)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_BODY = "word/document.xml"


def accepts(data: bytes) -> bool:
    """Say whether the file begins as a packed file does."""
    return data.startswith(b"PK\x03\x04")


def read(data: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return the text of a Word document with what its pages hide.

    Insertions, deletions and moves that are tracked, hidden runs, comments, headers, footers
    and notes are all part of the text and each is flagged, with author and date where the file
    has them. Comments, notes, headers and footers follow the body. Table cells are parted by
    tabs. Raises ``InputError`` for a file that is damaged, no Word document, or unpacks beyond
    the limits.
    """
    packed = Packed(data, limits)
    if _BODY not in packed.names:
        raise InputError("The file is a packed file, but no Word document.")
    walk = _Walk()
    walk.part(packed.xml(_BODY), None)
    for name, flag in _other_parts(packed.names):
        walk.part(packed.xml(name), flag)
    text = walk.builder.text()
    if len(text) > limits.characters:
        raise InputError("The document holds more than {most} characters.", most=limits.characters)
    flagged = walk.builder.flagged()
    return DocumentText(
        text=text,
        pages=((0, len(text)),),
        media_type=MEDIA_TYPE,
        language=guess_language(text),
        warnings=_warnings({span.flag for span in flagged}),
        flagged=flagged,
    )


_OTHER_PARTS = (
    ("word/comments", Flag.comment),
    ("word/footnotes", Flag.footnote),
    ("word/endnotes", Flag.footnote),
    ("word/header", Flag.header),
    ("word/footer", Flag.footer),
)


def _other_parts(names: frozenset[str]) -> list[tuple[str, Flag]]:
    return [
        (name, flag)
        for start, flag in _OTHER_PARTS
        for name in sorted(names)
        if _is_part(name, start)
    ]


def _is_part(name: str, start: str) -> bool:
    number = name.removeprefix(start).removesuffix(".xml")
    return name == f"{start}.xml" or (name == f"{start}{number}.xml" and number.isdecimal())


_NOTICED = {
    Flag.deleted: Remark.of("text that was deleted with changes tracked"),
    Flag.inserted: Remark.of("text that was inserted with changes tracked"),
    Flag.moved_from: Remark.of("text that was moved with changes tracked"),
    Flag.hidden: Remark.of("hidden text"),
    Flag.comment: Remark.of("comments"),
}


def _warnings(flags: set[Flag]) -> tuple[Remark, ...]:
    noticed = tuple(words for flag, words in _NOTICED.items() if flag in flags)
    if not noticed:
        return ()
    return (Remark.of("The document holds {what}: look at each before you cite it.", what=noticed),)


_CHANGES = {
    "ins": Flag.inserted,
    "del": Flag.deleted,
    "moveFrom": Flag.moved_from,
    "moveTo": Flag.moved_to,
    "comment": Flag.comment,
}
_OFF = frozenset({"0", "false", "off"})
_LEFT_OUT = frozenset(
    {"Fallback", "instrText", "delInstrText", "sectPr", "pPr", "rPr", "tblPr", "tcPr", "trPr"}
)
_MARKS = {"tab": "\t", "noBreakHyphen": "-", "sym": "•"}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(slots=True)
class _Walk:
    """Goes through the parts of a document in reading order without recursion."""

    builder: TextBuilder = field(default_factory=TextBuilder)
    _skipped: etree._Element | None = None
    _flags: list[tuple[etree._Element, int]] = field(default_factory=list)
    _cells: int = 0

    def part(self, root: etree._Element, flag: Flag | None) -> None:
        """Write one part of the document, flagged as a whole where it is no body text."""
        self.builder.paragraph()
        key = None if flag in (None, Flag.comment) else self.builder.open_flag(flag)
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._start(element)
            else:
                self._end(element)
        if key is not None:
            self.builder.close_flag(key)
        self.builder.paragraph()

    def _start(self, element: etree._Element) -> None:
        name = _name(element)
        if self._skipped is not None:
            return
        if name in _LEFT_OUT or _attribute(element, "type") in _SEPARATORS:
            self._skipped = element
            return
        if name in _CHANGES:
            self._open(element, _CHANGES[name])
        elif name == "r" and _is_hidden(element):
            self._open(element, Flag.hidden)
        elif name == "tc":
            self._begin_cell(element)
        elif name in ("br", "cr"):
            self.builder.line()
        elif name in _MARKS:
            self.builder.exact(_MARKS[name])
        elif name in ("footnoteReference", "endnoteReference"):
            self.builder.exact(f"[{_attribute(element, 'id')}]")
        elif name in ("footnote", "endnote"):
            self.builder.words(f"[{_attribute(element, 'id')}] ")

    def _end(self, element: etree._Element) -> None:
        if self._skipped is not None:
            if self._skipped is element:
                self._skipped = None
            return
        name = _name(element)
        if name in ("t", "delText"):
            self.builder.words(element.text or "")
        elif name == "p":
            self._end_paragraph()
        elif name == "tc":
            self._cells -= 1
        elif name == "tr":
            self.builder.line()
        elif name == "tbl":
            self.builder.paragraph()
        if self._flags and self._flags[-1][0] is element:
            self.builder.close_flag(self._flags.pop()[1])

    def _open(self, element: etree._Element, flag: Flag) -> None:
        author, date = _attribute(element, "author"), _attribute(element, "date")
        self._flags.append((element, self.builder.open_flag(flag, author=author, date=date)))

    def _begin_cell(self, element: etree._Element) -> None:
        self._cells += 1
        before = element.getprevious()
        if before is not None and _name(before) == "tc":
            self.builder.tab()

    def _end_paragraph(self) -> None:
        if self._cells:
            self.builder.words(" ")
        else:
            self.builder.paragraph()


def _name(element: etree._Element) -> str:
    tag = element.tag
    return etree.QName(tag).localname if isinstance(tag, str) else ""


def _attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute whatever its namespace: the strict format has another one."""
    return next(
        (str(value) for key, value in element.items() if key.rpartition("}")[2] == name), None
    )


def _is_hidden(run: etree._Element) -> bool:
    for properties in run:
        if _name(properties) == "rPr":
            return any(
                _name(one) in ("vanish", "webHidden") and _attribute(one, "val") not in _OFF
                for one in properties
            )
    return False
