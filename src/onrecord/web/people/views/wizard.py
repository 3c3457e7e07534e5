"""Pages that bring a list in: which file, how it is written, and which column is what."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from onrecord.adapters.read.mapping import Mapping, draft
from onrecord.adapters.read.table import Table
from onrecord.core.kernel.errors import InputError
from onrecord.web.people import selectors
from onrecord.web.people.forms import FileKindForm, MappingTextForm, StartForm
from onrecord.web.people.mapping_form import MappingForm
from onrecord.web.people.models import Batch
from onrecord.web.people.services import imports
from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.site.words import said_error_in_place
from onrecord.web.sources import selectors as sources
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.services import take_in


@needs(Right.IMPORT)
def start(request: HttpRequest) -> HttpResponse:
    """Choose the file that comes in."""
    actor = actor_of(request)
    titles = sources.titles(actor)
    posted = request.method == "POST"
    form = StartForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"source": request.GET.get("source")},
        sources=sorted(titles.items(), key=lambda item: item[1].casefold()),
        exhibits=[
            (exhibit.pk, f"{exhibit.name} · {titles.get(exhibit.source_id, '')}")
            for exhibit in selectors.lists_preserved(actor)
        ],
    )
    if posted and form.is_valid():
        upload = form.cleaned_data["file"]
        if upload is None:
            return redirect("people:columns", pk=form.cleaned_data["exhibit"])
        source = get_object_or_404(sources.sources(actor), pk=form.cleaned_data["source"])
        exhibit = take_in(source, upload.file, name=upload.name, by=actor)
        return redirect("people:columns", pk=exhibit.pk)
    return render(request, "people/start.html", {"form": form})


@needs(Right.IMPORT)
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column is what, then stage the list."""
    actor = actor_of(request)
    exhibit = get_object_or_404(sources.exhibits(actor).select_related("source"), pk=pk)
    before = _staged_before(request, exhibit)
    kind = FileKindForm(request.GET or None)
    told = kind.values() if kind.is_valid() else {}
    table = imports.open_exhibit(exhibit, Mapping(**told))  # type: ignore[arg-type]  # three texts
    mapping = _starting_point(table, told, before)
    posted = request.POST if request.method == "POST" else None
    by_text = posted is not None and posted.get("how") == "text"
    form = MappingForm(posted if not by_text else None, table=table, mapping=mapping)
    text_form = MappingTextForm(
        posted if by_text else None,
        request.FILES if by_text else None,
        initial={"text": mapping.to_yaml()},
    )
    chosen = _chosen(text_form) if by_text else _chosen(form)
    if chosen is not None:
        staged = _stage(request, exhibit, chosen, text_form if by_text else form)
        if staged is not None:
            if before is not None and before != staged:
                imports.cancel(before, by=actor)
            return redirect("people:batch", pk=staged.pk)
    context = {
        "exhibit": exhibit,
        "description": sources.description_of(exhibit.source),
        "table": table,
        "separator": _separator_words(table.dialect.separator),
        "kind": kind,
        "form": form,
        "text_form": text_form,
    }
    return render(request, "people/columns.html", context)


def _staged_before(request: HttpRequest, exhibit: Exhibit) -> Batch | None:
    """Return the staged import whose columns are said anew, if the address names one."""
    wanted = request.GET.get("from", "")
    if not wanted.isdecimal():
        return None
    staged = selectors.batches(actor_of(request)).filter(state="staged", exhibit=exhibit)
    return staged.filter(pk=int(wanted)).first()


def _starting_point(table: Table, told: dict[str, str | None], before: Batch | None) -> Mapping:
    if before is not None:
        return Mapping.from_yaml(before.mapping)
    drafted = draft(table).mapping.to_dict()
    return Mapping.from_dict({**drafted, **{key: value for key, value in told.items() if value}})


def _chosen(form: MappingForm | MappingTextForm) -> Mapping | None:
    """Return the mapping that a sent form gives, or None with the form's errors set."""
    if not form.is_bound or not form.is_valid():
        return None
    if isinstance(form, MappingForm):
        mapping: Mapping = form.cleaned_data["mapping"]
        return mapping
    upload = form.cleaned_data["file"]
    try:
        return Mapping.from_yaml(upload.read() if upload else form.cleaned_data["text"])
    except InputError as error:
        form.add_error(None, said_error_in_place(error))
        return None


def _stage(
    request: HttpRequest, exhibit: Exhibit, mapping: Mapping, form: MappingForm | MappingTextForm
) -> Batch | None:
    try:
        staged = imports.stage(exhibit, mapping, by=actor_of(request))
    except InputError as error:
        form.add_error(None, said_error_in_place(error))
        return None
    if not staged.is_new:
        messages.info(
            request, _("This file was brought in with the same columns before. Nothing changed.")
        )
    return staged.batch


def _separator_words(separator: str | None) -> str:
    words = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("vertical bar")}
    return words.get(separator or "", separator or "")
