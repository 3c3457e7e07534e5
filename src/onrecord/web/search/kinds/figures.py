"""How are figures, questions and estimates found?"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onrecord.web.estimates.models import Estimate
from onrecord.web.estimates.selectors import estimates
from onrecord.web.figures.models import Figure, Question
from onrecord.web.figures.selectors import figures, questions
from onrecord.web.people.derived import sort_date
from onrecord.web.search.kinds.kind import Content, Kind, each, labels, said_in
from onrecord.web.site.choices import concept_label
from onrecord.web.site.words import quantity_text


def _stated(row: Figure) -> Content:
    numbers = [f"{number:.10g}" for number in (row.value, row.low, row.high) if number is not None]
    return Content(
        names=(*numbers, row.wording),
        texts=(
            *said_in(row, "counted", "place", "attributed_to", "where", "note"),
            *each(_("what is counted"), labels("figure_measures", row.measure)),
            *each(_("group"), labels("groups", row.group)),
        ),
        source=row.source_id,
        day=sort_date(row.as_of or row.period),
    )


def _asked(row: Question) -> Content:
    return Content(
        names=(row.title,),
        texts=(
            *said_in(row, "place", "definition"),
            *each(_("of whom"), labels("groups", row.population)),
            *each(_("what is counted"), labels("figure_measures", row.measure)),
        ),
        day=sort_date(row.period),
    )


def _title(row: Figure) -> str:
    counted = row.counted or concept_label("figure_measures", row.measure)
    return ", ".join(filter(None, (quantity_text(row.quantity()), counted)))


KINDS = (
    Kind(
        name="figure",
        rank=50,
        label=_("Figures"),
        model=Figure,
        visible=figures,
        current=Figure.objects.current,
        title=_title,
        url=lambda row: reverse("figures:figure", args=[row.stem]),
        content=_stated,
    ),
    Kind(
        name="question",
        rank=100,
        label=_("Questions"),
        model=Question,
        visible=questions,
        current=Question.objects.current,
        title=lambda row: row.title,
        url=lambda row: reverse("figures:question", args=[row.stem]),
        content=_asked,
    ),
    Kind(
        name="estimate",
        rank=110,
        label=_("Estimates"),
        model=Estimate,
        visible=estimates,
        current=Estimate.objects.all,
        title=lambda row: row.title,
        url=lambda row: reverse("estimates:one", args=[row.pk]),
        content=lambda row: Content(
            names=(row.title,),
            texts=said_in(row, "reason"),
            day=row.made_at.date().isoformat(),
        ),
    ),
)
