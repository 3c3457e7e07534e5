"""Which figures were coded from these sources, as they stand in a submission bag?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.web.figures import selectors
from onrecord.web.figures.models import Figure
from onrecord.web.site.rights import Actor
from onrecord.web.sources.bagging import coded


def of_sources(actor: Actor, sources: Sequence[int]) -> Iterator[dict[str, object]]:
    """Yield the current figures of these sources that the person may see."""
    rows = selectors.figures(actor).filter(source__in=sources)
    for figure in rows.select_related("passage__exhibit").order_by("source_id", "pk"):
        yield coded("figure", figure, _values(figure), _passages(figure))


def _values(figure: Figure) -> dict[str, object]:
    kept = figure.values()
    for name in ("source_id", "passage_id", "replaces"):
        kept.pop(name)
    return kept


def _passages(figure: Figure) -> list[dict[str, object]]:
    passage = figure.passage
    return [] if passage is None else [passage.as_row()]
