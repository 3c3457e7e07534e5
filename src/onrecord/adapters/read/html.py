"""Web pages: the article first, navigation below it and flagged, hidden parts flagged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from onrecord.adapters.read.decoding import Decoded, decode
from onrecord.adapters.read.limits import LIMITS, Limits
from onrecord.adapters.read.text_builder import TextBuilder
from onrecord.core.document.document_text import DocumentText, Flag
from onrecord.core.document.language import guess_language
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark

SUFFIXES = (".html", ".htm", ".xhtml")
MEDIA_TYPE = "text/html"

_TAG = re.compile(
    rb"<\s*(?:!doctype|html|head|body|div|p|article|h1|table|meta|title|ul|span)\b", re.IGNORECASE
)
_START = 65_536


def accepts(data: bytes) -> bool:
    """Say whether the bytes could be those of a web page."""
    return _TAG.search(data[:_START].replace(b"\x00", b"")) is not None


def read(data: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return the article of a web page.

    Kept are paragraphs, headings, lists and tables (cells parted by tabs) of the largest
    ``main`` or ``article``, else of the body. Navigation, forms and page furniture follow below
    and are flagged, with a warning; scripts and styles are left out. Parts that the page hides
    are kept and flagged. Nothing is fetched. Raises ``InputError`` for a page without text or
    nested beyond reason.
    """
    decoded = _decoded(data)
    root = _tree(decoded.text)
    article = _article(root)
    walk = _Walk()
    walk.through(article)
    left_out = _write_left_out(article, walk)
    text = walk.builder.text()
    if not text:
        raise InputError("The page holds no text.")
    if len(text) > limits.characters:
        raise InputError("The page holds more than {most} characters.", most=limits.characters)
    return DocumentText(
        text=text,
        pages=((0, len(text)),),
        media_type=MEDIA_TYPE,
        encoding=decoded.encoding,
        encoding_confidence=decoded.confidence,
        runner_up=decoded.runner_up,
        language=guess_language(text),
        warnings=(*decoded.warnings(), *left_out),
        flagged=walk.builder.flagged(),
    )


_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def _decoded(data: bytes) -> Decoded:
    """Believe what the page says of its encoding where the bytes decode so."""
    declared = _DECLARED.search(data[:_START])
    if declared is None or data.startswith(_MARKS):
        return decode(data)
    encoding = declared[1].decode("ascii").lower()
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return decode(data)
    if "\x00" in text:
        return decode(data)
    return Decoded(text=text, encoding=encoding, confidence=0.95)


def _tree(text: str) -> etree._Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise InputError("The page cannot be taken apart: {why}.", why=error.msg) from error
    if root is None:
        raise InputError("The page holds no text.")
    # libxml2 gives up in silence at a depth of 256 and would lose the rest of the page.
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise InputError("The elements of the page are nested too deeply to be read.")
    return root


_LEAST_ARTICLE = 200
_TEXTS = etree.XPath(
    ".//text()[not(ancestor::script or ancestor::style or ancestor::template"
    " or ancestor::noscript or ancestor::head)]"
)


def _article(root: etree._Element) -> etree._Element:
    bodies = root.xpath("//body")
    candidates = root.xpath("//main | //article | //*[@role='main']")
    largest = max(candidates, key=_letters, default=None)
    if largest is not None and _letters(largest) >= _LEAST_ARTICLE:
        return largest
    return bodies[0] if bodies else root


def _letters(element: etree._Element) -> int:
    return sum(len("".join(text.split())) for text in _TEXTS(element))


def _write_left_out(article: etree._Element, walk: _Walk) -> tuple[Remark, ...]:
    """Write what the article does not hold below it, flagged, and say how much it is."""
    before = walk.builder.length
    walk.builder.paragraph()
    key = walk.builder.open_flag(Flag.navigation)
    for part in walk.furniture:
        _Walk(walk.builder, keeps_furniture=True).through(part)
        walk.builder.paragraph()
    for part in _outside(article):
        if isinstance(part, str):
            walk.builder.words(part)
        else:
            _Walk(walk.builder, keeps_furniture=True).through(part)
        walk.builder.paragraph()
    walk.builder.close_flag(key)
    left = walk.builder.length - before
    if not left:
        return ()
    return (
        Remark.of(
            "Navigation and page furniture of {left} letters stand below the article and are "
            "flagged.",
            left=left,
        ),
    )


def _outside(article: etree._Element) -> Iterator[etree._Element | str]:
    """Yield the elements and loose words of the page that lie around the article, in order."""
    above = [*reversed(list(article.iterancestors())), article]
    for element in above[1:-1]:
        yield element.text or ""
        for child in element:
            if child not in above:
                yield child
            yield child.tail or ""


_NO_TEXT = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas"}
    | {"audio", "video", "head"}
)
_AROUND = frozenset({"nav", "aside", "footer", "form", "button", "select", "dialog"})
_FURNITURE = re.compile(
    r"(?:nav|navbar|navigation|menu|breadcrumbs?|cookies?|cookie-\w+|consent|advert|ads|share|sharing"
    r"|social|sidebar|related|newsletter|skip-link|skip-to-content|site-header|site-footer|footer"
    r"|masthead)",
    re.IGNORECASE,
)
_PARAGRAPHS = frozenset(
    {"p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
    | {"ul", "ol", "dl", "table", "figure", "figcaption", "pre", "address", "header", "hr", "body"}
)
_LINES = frozenset({"li", "tr", "dt", "dd", "br", "caption"})
_CELLS = frozenset({"td", "th"})
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


@dataclass(slots=True)
class _Walk:
    """Goes through a page in reading order without recursion."""

    builder: TextBuilder = field(default_factory=TextBuilder)
    keeps_furniture: bool = False
    furniture: list[etree._Element] = field(default_factory=list)
    _skipped: etree._Element | None = None
    _flags: list[tuple[etree._Element, int]] = field(default_factory=list)

    def through(self, article: etree._Element) -> None:
        """Write the text of an element and all that it holds."""
        for event, element in etree.iterwalk(article, events=("start", "end")):
            if event == "start":
                self._start(element, is_top=element is article)
            else:
                self._end(element)
                if element is not article:
                    self._write(element.tail)

    def _start(self, element: etree._Element, *, is_top: bool) -> None:
        if self._skipped is not None:
            return
        if element.tag in _NO_TEXT:
            self._skipped = element
            return
        if not is_top and not self.keeps_furniture and _is_furniture(element):
            self.furniture.append(element)
            self._skipped = element
            return
        if _is_hidden(element):
            self._flags.append((element, self.builder.open_flag(Flag.hidden)))
        self._break(element)
        if element.tag in _CELLS and element.getprevious() is not None:
            self.builder.tab()
        self._write(element.text)

    def _end(self, element: etree._Element) -> None:
        if self._skipped is not None:
            if self._skipped is element:
                self._skipped = None
            return
        if self._flags and self._flags[-1][0] is element:
            self.builder.close_flag(self._flags.pop()[1])
        if element.tag != "br":
            self._break(element)

    def _break(self, element: etree._Element) -> None:
        in_cell = any(one.tag in _CELLS for one in element.iterancestors())
        if element.tag in _PARAGRAPHS and not in_cell:
            self.builder.paragraph()
        elif element.tag in _LINES and not in_cell:
            self.builder.line()
        elif element.tag in _PARAGRAPHS or element.tag in _LINES:
            self.builder.words(" ")

    def _write(self, text: str | None) -> None:
        if text and self._skipped is None:
            self.builder.words(text)


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in _AROUND or element.get("role") in ("navigation", "search", "contentinfo"):
        return True
    if element.tag == "header" and not any(
        one.tag in ("article", "main") for one in element.iterancestors()
    ):
        return not element.xpath(".//h1")
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    return any(_FURNITURE.fullmatch(name) for name in names)


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))
