"""Pages of figures: by question side by side, all of them, and one with its passage."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import InputError
from onrecord.web.audit.services import note
from onrecord.web.figures import selectors, services
from onrecord.web.figures.chart import Entry, dot_and_range
from onrecord.web.figures.forms import (
    FigureCorrection,
    PlacementForm,
    QuestionForm,
    RemovalForm,
)
from onrecord.web.figures.models import Figure, Question
from onrecord.web.site.choices import concept_choices, concept_label
from onrecord.web.site.listing import Column, Filter, Listing
from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.site.words import period_text, quantity_text, said
from onrecord.web.sources.consent import LEFT_OUT, leaving
from onrecord.web.sources.origins import shown_reasons
from onrecord.web.sources.selectors import description_of, excerpt


def group(value: str) -> str:
    """Return a group in the language of the request, or in the source's own words."""
    return concept_label("groups", value)


@needs(Right.READ)
def question_list(request: HttpRequest) -> HttpResponseBase:
    """List the questions, with how many figures answer each."""
    actor = actor_of(request)
    counts = selectors.answer_counts(actor)
    columns = (
        Column(
            "title",
            _("Question"),
            lambda q: q.title,
            sort="title",
            link=lambda q: reverse("figures:question", args=[q.stem]),
        ),
        Column(
            "measure", _("Counts"), lambda q: concept_label("figure_measures", q.measure), "measure"
        ),
        Column("population", _("Of whom"), lambda q: group(q.population), sort="population"),
        Column("place", _("Where"), lambda q: q.place, sort="place"),
        Column("period", _("When"), lambda q: period_text(q.period), sort="period"),
        Column("figures", _("Figures"), lambda q: counts.get(q.stem, 0), numeric=True),
    )
    return Listing(
        rows=selectors.questions(actor),
        columns=columns,
        filters=(
            Filter("q", _("Words"), lambda rows, value: rows.filter(title__icontains=value)),
            Filter(
                "measure",
                _("Counts"),
                lambda rows, value: rows.filter(measure=value),
                concept_choices("figure_measures"),
            ),
        ),
        sort="title",
        name="questions",
        exported=lambda count: note("export", "figures_question", fields=f"rows={count}"),
    ).response(request, "figures/questions.html")


_FIGURE_COLUMNS = (
    Column(
        "figure",
        gettext_lazy("Figure"),
        lambda f: f.quantity(),
        link=lambda f: reverse("figures:figure", args=[f.stem]),
    ),
    Column(
        "measure",
        gettext_lazy("Counts"),
        lambda f: concept_label("figure_measures", f.measure),
        sort="measure",
    ),
    Column("group", gettext_lazy("Group"), lambda f: group(f.group), sort="group"),
    Column("place", gettext_lazy("Place"), lambda f: f.place, sort="place"),
    Column("period", gettext_lazy("Period"), lambda f: period_text(f.period), sort="period"),
    Column("as_of", gettext_lazy("As of"), lambda f: period_text(f.as_of), sort="as_of"),
    Column("source", gettext_lazy("Source"), lambda f: f.source_title, sort="source_title"),
    Column("status", gettext_lazy("Status"), lambda f: f.get_status_display(), sort="status"),
)


@needs(Right.READ)
def figure_list(request: HttpRequest) -> HttpResponseBase:
    """List every figure that the person may see."""
    actor = actor_of(request)
    return Listing(
        rows=selectors.with_source_title(selectors.figures(actor)),
        columns=_FIGURE_COLUMNS,
        filters=(
            Filter("q", _("Words"), selectors.search),
            Filter(
                "measure",
                _("Counts"),
                lambda rows, value: rows.filter(measure=value),
                concept_choices("figure_measures"),
            ),
            Filter(
                "placed",
                _("Questions"),
                lambda rows, _value: rows.filter(pk__in=selectors.unplaced(actor).values("pk")),
                [("no", _("answers none yet"))],
            ),
            Filter(
                "status",
                _("Status"),
                lambda rows, value: rows.filter(status=value),
                list(Figure.STATUSES.items()),
            ),
        ),
        sort="measure",
        name="figures",
        leaving=leaving,
        left_out=LEFT_OUT,
        exported=lambda count: note("export", "figures_figure", fields=f"rows={count}"),
    ).response(request, "figures/all.html")


@needs(Right.READ)
def one_question(request: HttpRequest, stem: UUID) -> HttpResponse:
    """Show the figures of one question side by side, and what they come to."""
    actor = actor_of(request)
    question = _question(request, stem)
    view = selectors.question_view(actor, question)
    entries = [
        Entry(
            label=_short(row.source.title),
            detail=period_text(row.figure.as_of),
            quantity=row.figure.quantity(),
            comparable=row.comparable,
        )
        for row in view.rows
    ]
    names = {str(row.figure.stem): row.source.title for row in view.rows}
    pairs = [
        (names[pair.left.key], names[pair.right.key], said(pair.reason), pair.verdict.value)
        for pair in view.overview.comparisons
    ]
    context = {
        "view": view,
        "told": view.told,
        "reasons": shown_reasons(actor, view.told),
        "question": question,
        "measure": concept_label("figure_measures", question.measure),
        "period": period_text(question.period),
        "population": group(question.population),
        "rows": [
            (
                row,
                period_text(row.figure.as_of),
                quantity_text(row.figure.quantity()),
                group(row.figure.group),
            )
            for row in view.rows
        ],
        "chart": dot_and_range(entries),
        "conflicts": [pair for pair in pairs if pair[3] == "cannot_both_hold"],
        "incomparable": [pair for pair in pairs if pair[3] == "not_comparable"],
        "candidates": _candidates(request, question),
    }
    return render(request, "figures/question.html", context)


@needs(Right.READ)
def one_figure(request: HttpRequest, stem: UUID) -> HttpResponse:
    """Show one figure: what it says, its words in the source, what rests on it."""
    actor = actor_of(request)
    figure = _figure(request, stem)
    source = description_of(figure.source)
    note("read", "figures_figure", figure.pk)
    context = {
        "figure": figure,
        "quantity": quantity_text(figure.quantity()),
        "measure": concept_label("figure_measures", figure.measure),
        "group": group(figure.group),
        "period": period_text(figure.period),
        "as_of": period_text(figure.as_of),
        "source": source,
        "excerpt": excerpt(figure.passage) if figure.passage else None,
        "questions": selectors.questions_of(actor, figure),
        "history": selectors.versions(actor).filter(stem=figure.stem).order_by("-version"),
    }
    return render(request, "figures/figure.html", context)


@needs(Right.CODE)
def correct_figure(request: HttpRequest, stem: UUID) -> HttpResponse:
    """Correct the reading of a figure as a new version."""
    figure = _figure(request, stem)
    form = FigureCorrection(request.POST or None, instance=figure)
    if request.method == "POST" and form.is_valid():
        shown = shown_version(request, selectors.versions(actor_of(request)).filter(stem=stem))
        changes = {name: form.cleaned_data[name] for name in form.Meta.fields}
        services.correct_figure(
            shown, changes, by=actor_of(request), reason=form.cleaned_data["reason"]
        )
        return redirect("figures:figure", stem=stem)
    version = request.POST.get("version", figure.pk)
    context = {"form": form, "figure": figure, "shown_version": version}
    return render(request, "figures/correct.html", context)


@needs(Right.JUDGE)
def new_question(request: HttpRequest) -> HttpResponse:
    """State a question."""
    actor = actor_of(request)
    form = QuestionForm(request.POST or None, compartment_ids=actor.compartment_ids())
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in form.Meta.fields}
        question = services.ask(values, compartment_id=form.cleaned_data["compartment"], by=actor)
        return redirect("figures:question", stem=question.stem)
    return render(request, "figures/new_question.html", {"form": form})


@require_POST
@needs(Right.JUDGE)
def place_figure(request: HttpRequest, stem: UUID) -> HttpResponse:
    """Judge that a figure answers the question."""
    question = _question(request, stem)
    form = PlacementForm(request.POST)
    if not form.is_valid():
        raise InputError("The judgement is not complete.", remedy="Say why in a sentence.")
    data = form.cleaned_data
    services.place(
        question,
        _figure(request, data["figure"]),
        by=actor_of(request),
        reason=data["reason"],
        difference=data["difference"],
    )
    return redirect("figures:question", stem=stem)


@require_POST
@needs(Right.JUDGE)
def remove_figure(request: HttpRequest, stem: UUID) -> HttpResponse:
    """Judge that a figure does not answer the question."""
    question = _question(request, stem)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        raise InputError("The judgement is not complete.", remedy="Say why in a sentence.")
    figure = _figure(request, form.cleaned_data["figure"])
    services.remove(question, figure.stem, by=actor_of(request), reason=form.cleaned_data["reason"])
    return redirect("figures:question", stem=stem)


def _question(request: HttpRequest, stem: UUID) -> Question:
    return get_object_or_404(selectors.questions(actor_of(request)), stem=stem)


def _figure(request: HttpRequest, stem: UUID) -> Figure:
    found = selectors.figures(actor_of(request)).select_related("source", "passage__exhibit")
    return get_object_or_404(found, stem=stem)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One figure that might answer a question, in words."""

    figure: Figure
    quantity: str
    source: str
    group: str
    period: str


def _candidates(request: HttpRequest, question: Question) -> dict[str, list[_Candidate]]:
    """Return figures of the same measure: those that answer no question, and the others."""
    actor = actor_of(request)
    found = selectors.candidates(actor, question)
    titles = selectors.titles(found, actor)
    free = set(selectors.unplaced(actor).values_list("stem", flat=True))
    shown: dict[str, list[_Candidate]] = {"unplaced": [], "placed": []}
    for figure in found:
        shown["unplaced" if figure.stem in free else "placed"].append(
            _Candidate(
                figure,
                quantity_text(figure.quantity()),
                titles.get(figure.source_id, ""),
                group(figure.group),
                period_text(figure.period),
            )
        )
    return shown


def _short(title: str, length: int = 44) -> str:
    return title if len(title) <= length else title[: length - 1].rstrip() + "…"
