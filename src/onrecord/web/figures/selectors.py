"""What may a person see of figures, and how do those under one question stand together?"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.period import Period
from onrecord.core.reconcile.questions import Overview, Scope, StatedFigure, overview
from onrecord.vocab import load_scheme
from onrecord.web.figures.models import Figure, Placement, Question
from onrecord.web.site.rights import Actor
from onrecord.web.sources.consent import readable
from onrecord.web.sources.models import Description
from onrecord.web.sources.origins import Told, told_by
from onrecord.web.sources.selectors import descriptions


@dataclass(frozen=True, slots=True)
class Row:
    """One figure under a question: the figure, its source, and what keeps it from comparison.

    ``difference`` is what differs in its scope; ``replaced`` tells that its source, or another
    of the same origin, has stated a newer figure in its place.
    """

    figure: Figure
    source: Description
    difference: str
    replaced: bool

    @property
    def comparable(self) -> bool:
        """Tell whether the figure stands for the question as it is asked, today."""
        return not (self.difference or self.replaced)


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its figures, oldest first, and what they come to."""

    question: Question
    rows: tuple[Row, ...]
    overview: Overview
    told: Told

    @property
    def notices(self) -> tuple[str, ...]:
        """Return every notice that a source demands beside its numbers."""
        found = (row.source.required_notice for row in self.rows)
        return tuple(dict.fromkeys(notice for notice in found if notice))


def figures(actor: Actor) -> QuerySet[Figure]:
    """Return the current figures that this person may see."""
    return readable(Figure.objects.visible_to(actor).current(), actor)


def versions(actor: Actor) -> QuerySet[Figure]:
    """Return every version of the figures that this person may see."""
    return readable(Figure.objects.visible_to(actor), actor).select_related("made_by")


def questions(actor: Actor) -> QuerySet[Question]:
    """Return the current questions that this person may see."""
    return Question.objects.visible_to(actor).current()


def placements(actor: Actor) -> QuerySet[Placement]:
    """Return the current placements that this person may see."""
    return Placement.objects.visible_to(actor).current()


def answer_counts(actor: Actor) -> dict[uuid.UUID, int]:
    """Return how many figures that this person may see answer each question."""
    visible = set(figures(actor).values_list("stem", flat=True))
    counts: dict[uuid.UUID, int] = {}
    for question, figure in placements(actor).values_list("question", "figure"):
        if figure in visible:
            counts[question] = counts.get(question, 0) + 1
    return counts


def question_view(actor: Actor, question: Question) -> QuestionView:
    """Return a question with the figures that this person may see, compared."""
    found = {
        placement.figure: placement
        for placement in placements(actor).filter(question=question.stem)
    }
    described = {d.source_id: d for d in descriptions(actor)}
    placed = list(figures(actor).filter(stem__in=found))
    replaced = {figure.replaces for figure in placed}
    rows = [
        Row(
            figure,
            described[figure.source_id],
            found[figure.stem].difference,
            figure.stem in replaced,
        )
        for figure in placed
        if figure.source_id in described
    ]
    rows.sort(key=lambda row: (row.figure.as_of, row.source.title, row.figure.pk))
    comparable = [row for row in rows if row.comparable]
    told = told_by(actor, (row.source.source_id for row in comparable))
    stated = [stated_figure(row, told.origin_of[row.source.source_id]) for row in comparable]
    return QuestionView(question, tuple(rows), overview(stated), told)


def candidates(actor: Actor, question: Question, *, limit: int = 50) -> list[Figure]:
    """Return figures of the same measure that nobody has placed under the question yet."""
    placed = placements(actor).filter(question=question.stem).values("figure")
    found = figures(actor).filter(measure=question.measure).exclude(stem__in=placed)
    return list(found.order_by("as_of", "pk")[:limit])


def unplaced(actor: Actor) -> QuerySet[Figure]:
    """Return figures that answer no question yet."""
    return figures(actor).exclude(stem__in=placements(actor).values("figure"))


def questions_of(actor: Actor, figure: Figure) -> Sequence[Question]:
    """Return the questions that a figure answers."""
    stems = placements(actor).filter(figure=figure.stem).values("question")
    return list(questions(actor).filter(stem__in=stems))


def titles(rows: Iterable[Figure], actor: Actor) -> dict[int, str]:
    """Return the titles of the sources of these figures, by source id."""
    wanted = {figure.source_id for figure in rows}
    found = descriptions(actor).filter(source_id__in=wanted)
    return dict(found.values_list("source_id", "title"))


def period_of(edtf: str) -> Period | None:
    """Return a stored period, or None where none is stated or it cannot be read."""
    try:
        return Period.from_edtf(edtf) if edtf else None
    except InputError:
        return None


def standing(actor: Actor, compartments: Collection[int]) -> list[Row]:
    """Return the figures of some compartments that no newer figure of their source replaces."""
    described = {d.source_id: d for d in descriptions(actor)}
    found = [
        figure
        for figure in figures(actor).filter(compartment__in=compartments)
        if figure.source_id in described
    ]
    replaced = {figure.replaces for figure in found}
    return [
        Row(figure, described[figure.source_id], "", replaced=False)
        for figure in found
        if figure.stem not in replaced
    ]


def stated_figure(row: Row, origin: str = "") -> StatedFigure:
    """Return a figure and its scope as the core compares them.

    ``origin`` is the one that its source was found to share; without, the declared one counts.
    """
    figure = row.figure
    return StatedFigure(
        key=str(figure.stem),
        quantity=figure.quantity(),
        scope=Scope(
            measure=figure.measure,
            population=figure.group,
            place=figure.place,
            period=period_of(figure.period),
        ),
        origin=origin or row.source.origin or f"source-{row.source.source_id}",
        as_of=period_of(figure.as_of),
        stock=_is_stock(figure.measure),
    )


def _is_stock(measure: str) -> bool:
    scheme = load_scheme("figure_measures")
    return measure in scheme and scheme.concept(measure).properties.get("kind") == "stock"


def with_source_title(rows: QuerySet[Figure]) -> QuerySet[Figure]:
    """Return the figures with the current title of their source as ``source_title``."""
    title = Description.objects.current().filter(source=OuterRef("source")).values("title")[:1]
    return rows.annotate(source_title=Coalesce(Subquery(title), Value("")))


def search(rows: QuerySet[Figure], words: str) -> QuerySet[Figure]:
    """Return the figures whose group, place, note or wording holds the words."""
    fields = ("group", "place", "counted", "note", "wording", "where")
    found = Q()
    for name in fields:
        found |= Q(**{f"{name}__icontains": words})
    return rows.filter(found)
