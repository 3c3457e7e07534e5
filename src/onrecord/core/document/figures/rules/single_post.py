"""One office or person that is said to exist: "there is also a special coordinator"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core.document.figures.sentence import Draft, Sentence
from onrecord.core.kernel.quantity import Bound

NAME = "single_post"


def find(sentence: Sentence) -> Iterator[Draft]:
    """Yield one for each post that a sentence introduces with "there is a"."""
    for match in sentence.grammar.single_post.finditer(sentence.text):
        yield Draft(
            bound=Bound.exact,
            value=1,
            start=match.start("post"),
            end=match.end("post"),
            anchors=(match.span("post"),),
            counted_from=match.end("one"),
        )
