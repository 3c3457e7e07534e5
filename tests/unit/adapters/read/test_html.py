from __future__ import annotations

import pytest

from onrecord.adapters.read import html
from onrecord.core.document.document_text import Flag
from onrecord.core.kernel.errors import InputError
from onrecord.testing.documents import make_html

LONG = "The houses of the village were counted by Arta, Besim and Dragana. " * 5


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_article_comes_first_and_the_furniture_below_it_flagged() -> None:
    document = html.read(
        page(
            "<nav>Home Donate</nav><header><img></header>"
            f"<main><h1>A title</h1><p>{LONG}</p><script>var x = 1;</script></main>"
            "<aside>Related</aside><div class='cookie-banner'>Accept</div><footer>Imprint</footer>",
            "<title>t</title><style>p {}</style>",
        )
    )
    article = f"A title\n\n{LONG.strip()}"
    assert document.text == f"{article}\n\nHome Donate\n\nRelated\n\nAccept\n\nImprint"
    (span,) = document.flagged
    assert span.flag is Flag.navigation
    assert document.text[span.start : span.end].startswith("Home Donate")
    assert span.start > len(article)
    assert document.language == "en"
    (warning,) = document.warnings
    assert "below the article" in str(warning)


def test_furniture_within_the_article_and_loose_words_around_it_are_not_lost() -> None:
    document = html.read(
        page(f"loose<div>above</div><article><p>{LONG}</p><nav>Share</nav>end</article>after")
    )
    assert document.text == f"{LONG.strip()}\n\nend\n\nShare\n\nloose\n\nabove\n\nafter"
    assert document.flags_of(document.text.index("Share"), len(document.text)) == (Flag.navigation,)
    assert document.flags_of(0, document.text.index("Share")) == ()


def test_inline_marks_do_not_break_words_and_blocks_do() -> None:
    document = html.read(page("<p>Ar<b>ta</b> saw <i>12</i>\n houses.</p><p>Two<br>lines</p>tail"))
    assert document.text == "Arta saw 12 houses.\n\nTwo\nlines\n\ntail"


def test_tables_keep_rows_cells_and_empty_cells() -> None:
    document = html.read(
        page(
            "<table><tr><th>Place</th><th>Dead</th></tr><tr><td><p>Istog</p></td><td>4</td></tr>"
            "<tr><td></td><td>5</td></tr></table><p>End</p>"
        )
    )
    assert document.text == "Place\tDead\nIstog\t4\n\t5\n\nEnd"


def test_hidden_parts_are_kept_and_flagged() -> None:
    document = html.read(page("<p>Seen <span style='display: none'>unseen</span> seen</p>"))
    (span,) = document.flagged
    assert span.flag is Flag.hidden
    assert document.text[span.start : span.end] == "unseen"


def test_the_declared_encoding_is_believed_where_the_bytes_decode_so() -> None:
    serbian = "kuće i škole u selu su bile pune, rekla je Dragana"
    document = html.read(make_html([serbian], charset="iso-8859-2"))
    assert serbian in document.text
    assert document.encoding == "iso-8859-2"
    wrong = make_html([serbian]).replace(b"utf-8", b"ascii")
    assert serbian in html.read(wrong).text


def test_no_entity_is_expanded_and_nothing_is_fetched() -> None:
    bomb = (
        b"<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>"
        b"<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body><p>Arta &b; &x;</p></body></html>"
    )
    text = html.read(bomb).text
    assert "haha" not in text
    assert "root:" not in text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<div>" * 50_000 + b"Arta", "too deeply"),
        (page("<script>only</script>"), "no text"),
        (b"<p>Arta\x00</p>", "control characters"),
    ],
)
def test_hostile_pages_are_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        html.read(data)
