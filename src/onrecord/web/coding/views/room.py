"""The reading room: the text of a document, what was suggested of it and what was decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from onrecord.core.kernel.remark import Remark
from onrecord.web.audit.services import note
from onrecord.web.coding import services
from onrecord.web.coding.forms.reading import ReadFigureForm, RejectForm
from onrecord.web.coding.items import Item, item_of, items_of
from onrecord.web.coding.models import Suggestion
from onrecord.web.coding.room import Layers, Segment, Sheet, segments, sheet_at, sheets
from onrecord.web.coding.selectors import reading
from onrecord.web.coding.suggested import figure_values
from onrecord.web.site.rights import Actor, Right, actor_of, has_right, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.site.words import said
from onrecord.web.sources.models import Exhibit
from onrecord.web.sources.selectors import description_of, exhibits, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One sheet of a text with everything that stands on it."""

    text: Exhibit
    sheet: Sheet
    sheets: tuple[Sheet, ...]
    segments: tuple[Segment, ...]
    items: list[Item]

    @property
    def previous(self) -> Sheet | None:
        """The sheet before, if there is one."""
        return self.sheets[self.sheet.number - 2] if self.sheet.number > 1 else None

    @property
    def next(self) -> Sheet | None:
        """The sheet after, if there is one."""
        return self.sheets[self.sheet.number] if self.sheet.number < len(self.sheets) else None


@needs(Right.READ)
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one sheet of a document beside its suggestions; ``?at=`` opens a place in it."""
    actor = actor_of(request)
    exhibit = get_object_or_404(exhibits(actor), pk=pk)
    description = description_of(exhibit.source)
    text = reading.text_for(actor, exhibit)
    context = {
        "exhibit": exhibit,
        "description": description,
        "may_code": has_right(actor, Right.CODE),
    }
    if text is None:
        readable = reading.is_readable(exhibit.name)
        return render(request, "coding/unread.html", {**context, "readable": readable})
    note("read", "sources_exhibit", text.pk)
    room = _room(actor, text, _position(request, actor, text))
    following = reading.next_undecided(actor, text, room.sheet.end)
    context |= {
        "room": room,
        "progress": reading.progress(actor, text),
        "following": following,
        "language": text.parameters.get("language") or "",
        "warnings": [
            said(Remark.from_plain(plain)) for plain in text.parameters.get("warnings", ())
        ],
    }
    return render(request, "coding/room.html", context)


@needs(Right.READ)
def suggestion(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one suggestion as it stands: alone for htmx, else in its room."""
    return _answer(request, _suggestion(request, pk))


@require_POST
@needs(Right.CODE)
def accept(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Accept a suggestion as it is."""
    found = _suggestion(request, pk)
    services.accept(found, by=actor_of(request))
    return _answer(request, found)


@needs(Right.CODE)
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Accept a suggestion with corrections."""
    found = _suggestion(request, pk)
    form = ReadFigureForm(request.POST or None, initial=figure_values(found.payload))
    if request.method == "POST" and form.is_valid():
        services.accept(found, by=actor_of(request), corrections=form.values())
        return _answer(request, found)
    return _form(request, found, "coding/edit.html", form)


@needs(Right.CODE)
def reject(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Reject a suggestion with a reason."""
    found = _suggestion(request, pk)
    form = RejectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.reject(found, by=actor_of(request), reason=form.cleaned_data["reason"])
        return _answer(request, found)
    return _form(request, found, "coding/reject.html", form)


@require_POST
@needs(Right.CODE)
def undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back the decision about a suggestion that the page showed."""
    found = _suggestion(request, pk)
    decision = shown_version(request, found.decisions.all(), "decision")
    services.undo(decision, by=actor_of(request))
    return _answer(request, found)


def address(text_pk: int, position: int, anchor: str = "") -> str:
    """Return the address of a place in a text."""
    return f"{reverse('coding:read', args=[text_pk])}?at={position}{anchor and '#' + anchor}"


def _room(actor: Actor, text: Exhibit, position: int) -> Room:
    content = text_of(text)
    pages = text.parameters.get("pages") or [[0, len(content)]]
    found = sheets(content, pages)
    sheet = sheet_at(found, position)
    items = items_of(
        reading.on_span(actor, text, sheet.start, sheet.end),
        reading.coded_on(actor, text, sheet.start, sheet.end),
        content,
    )
    return Room(
        text=text,
        sheet=sheet,
        sheets=found,
        segments=segments(
            content,
            sheet,
            Layers(
                pages=pages,
                marks=[item.mark() for item in items],
                flagged=[tuple(one) for one in text.parameters.get("flagged", ())],
            ),
        ),
        items=items,
    )


def _position(request: HttpRequest, actor: Actor, text: Exhibit) -> int:
    asked = request.GET.get("at", "")
    if asked.isdecimal():
        return int(asked[:12])
    waiting = reading.next_undecided(actor, text, 0)
    return waiting.start if waiting else 0


def _suggestion(request: HttpRequest, pk: int) -> Suggestion:
    return get_object_or_404(reading.suggestions(actor_of(request)), pk=pk)


def _answer(request: HttpRequest, found: Suggestion) -> HttpResponseBase:
    """Answer with the suggestion as it stands now: its entry, or its place in the room."""
    if not _is_partial(request):
        return HttpResponseRedirect(address(found.exhibit_id, found.start, f"s{found.pk}"))
    actor = actor_of(request)
    fresh = get_object_or_404(reading.suggestions(actor), pk=found.pk)
    context = {
        "item": item_of(fresh),
        "others": [item_of(one) for one in reading.figures_of(actor, fresh)],
        "may_code": has_right(actor, Right.CODE),
        "progress": reading.progress(actor, fresh.exhibit),
    }
    return render(request, "coding/item_answer.html", context)


def _form(
    request: HttpRequest, found: Suggestion, template: str, form: ReadFigureForm | RejectForm
) -> HttpResponseBase:
    item = item_of(found)
    if item.decision is not None:
        messages.info(request, _("This suggestion is decided. Undo the decision first."))
        return _answer(request, found)
    base = "coding/bare.html" if _is_partial(request) else "base.html"
    context = {
        "item": item,
        "form": form,
        "base": base,
        "back": address(found.exhibit_id, found.start),
    }
    response = render(request, template, context)
    if _is_partial(request) and request.method == "POST":
        # What was typed is not yet right: the form stays open under its entry.
        return reswap(retarget(response, f"#form-{item.key}"), "innerHTML")
    return response


def _is_partial(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
