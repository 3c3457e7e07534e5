"""The reading room: the text of a document, what was suggested of it and what was decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from onrecord.core.kernel.remark import Remark
from onrecord.web.audit.services import note
from onrecord.web.coding import services
from onrecord.web.coding.forms.accounts import AccountForm
from onrecord.web.coding.forms.fields import victims_initial
from onrecord.web.coding.forms.reading import ReadFigureForm, RejectForm
from onrecord.web.coding.items import Item, item_of, items_of
from onrecord.web.coding.models import Decision, Suggestion
from onrecord.web.coding.parts import parts_of
from onrecord.web.coding.room import Layers, Segment, Sheet, segments, sheet_at, sheets
from onrecord.web.coding.selectors import reading
from onrecord.web.coding.suggested import account_values, figure_values, is_ready
from onrecord.web.coding.where import known_names, typed
from onrecord.web.figures.models import Figure
from onrecord.web.site.doors import doors_from
from onrecord.web.site.rights import Actor, Right, actor_of, has_right, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.site.words import said
from onrecord.web.sources.consent import require_reading
from onrecord.web.sources.layout import has_pages
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
    require_reading(actor, exhibit.source)
    description = description_of(exhibit.source)
    text = reading.text_for(actor, exhibit)
    context: dict[str, object] = {"exhibit": exhibit, "description": description}
    if text is None:
        context |= {
            "readable": reading.is_readable(exhibit.name),
            "may_code": has_right(actor, Right.CODE),
        }
        return render(request, "coding/unread.html", context)
    note("read", "sources_exhibit", text.pk)
    room = _room(actor, text, _position(request, actor, text))
    context["doors"] = [d for d in doors_from(actor, text) if d.url != request.path]
    following = reading.next_undecided(actor, text, room.sheet.end)
    blind = reading.blindness(actor, text)
    context |= {
        "room": room,
        "blind": blind,
        "has_pages": has_pages(text),
        "may_code": _may_code(actor, blind),
        "may_give": blind is None and has_right(actor, Right.JUDGE),
        "progress": reading.progress(actor, text),
        "following": following,
        "language": text.parameters.get("language") or "",
        "parts": parts_of(actor, text, room.sheet),
        "warnings": [
            said(Remark.from_plain(plain)) for plain in text.parameters.get("warnings", ())
        ],
    }
    return render(request, "coding/room.html", context)


@needs(Right.READ)
def suggestion(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one suggestion as it stands: alone for htmx, else in its room."""
    return answer(request, suggestion_of(request, pk))


@require_POST
@needs(Right.CODE)
def accept(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Accept a suggestion as it is."""
    found = suggestion_of(request, pk)
    if found.kind == "account" and not is_ready(found.payload):
        return _first_a_look(request, found)
    services.accept(found, by=actor_of(request))
    return answer(request, found)


@needs(Right.CODE)
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Accept a suggestion with corrections."""
    found = suggestion_of(request, pk)
    form = _form_of(request, found)
    if request.method == "POST" and form.is_valid():
        services.accept(found, by=actor_of(request), corrections=form.values())
        return answer(request, found)
    return entry_form(request, found, "coding/edit.html", form)


@needs(Right.CODE)
def reject(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Reject a suggestion with a reason."""
    found = suggestion_of(request, pk)
    form = RejectForm(request.POST or None, kind=found.kind)
    if request.method == "POST" and form.is_valid():
        services.reject(found, by=actor_of(request), reason=form.cleaned_data["reason"])
        return answer(request, found)
    return entry_form(request, found, "coding/reject.html", form)


@require_POST
@needs(Right.CODE)
def undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back the decision about a suggestion that the page showed."""
    found = suggestion_of(request, pk)
    actor = actor_of(request)
    shown = Decision.objects.visible_to(actor).filter(suggestion=found)
    decision = shown_version(request, shown, "decision")
    services.undo(decision, by=actor)
    if decision.outcome == "replaced":
        return to_room(request, found)
    return answer(request, found)


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
                marks=[mark for item in items for mark in item.marks()],
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


def suggestion_of(request: HttpRequest, pk: int) -> Suggestion:
    """Return the suggestion of a request, 404 where this person may not see it."""
    return get_object_or_404(reading.suggestions(actor_of(request)), pk=pk)


def to_room(request: HttpRequest, found: Suggestion) -> HttpResponseBase:
    """Open the room anew at a suggestion: other words are marked now."""
    # Another address than the one that is open, else a browser only moves within the page.
    room = reverse("coding:read", args=[found.exhibit_id])
    url = f"{room}?at={found.start}&of={found.pk}#s{found.pk}"
    return HttpResponseClientRedirect(url) if is_partial(request) else HttpResponseRedirect(url)


def answer(request: HttpRequest, found: Suggestion) -> HttpResponseBase:
    """Answer with the suggestion as it stands now: its entry, or its place in the room."""
    if not is_partial(request):
        return HttpResponseRedirect(address(found.exhibit_id, found.start, f"s{found.pk}"))
    actor = actor_of(request)
    fresh = get_object_or_404(reading.suggestions(actor), pk=found.pk)
    context = {
        "item": item_of(fresh),
        "others": [item_of(one) for one in reading.figures_of(actor, fresh)],
        "may_code": _may_code(actor, reading.blindness(actor, fresh.exhibit)),
        "progress": reading.progress(actor, fresh.exhibit),
    }
    return render(request, "coding/item_answer.html", context)


def entry_form(
    request: HttpRequest, found: Suggestion, template: str, form: Form | ModelForm[Figure]
) -> HttpResponseBase:
    """Answer with a form about a suggestion: under its entry for htmx, else as a page."""
    item = item_of(found)
    if item.decision is not None:
        messages.info(request, _("This suggestion is decided. Undo the decision first."))
        return answer(request, found)
    base = "coding/bare.html" if is_partial(request) else "base.html"
    context = {
        "item": item,
        "form": form,
        "base": base,
        "back": address(found.exhibit_id, found.start),
        "names": known_names() if isinstance(form, AccountForm) else (),
    }
    response = render(request, template, context)
    if is_partial(request) and request.method == "POST":
        # What was typed is not yet right, or must be looked at: the form opens under its entry.
        return reswap(retarget(response, f"#form-{item.key}"), "innerHTML")
    return response


def _form_of(
    request: HttpRequest, found: Suggestion, *, sent: bool = True
) -> ReadFigureForm | AccountForm:
    data = request.POST or None if sent else None
    if found.kind == "account":
        values = account_values(found.payload)
        typed_place = typed(values["place_id"]) if "place_id" in values else ""
        initial = {**values, **victims_initial(values), "place": typed_place}
        return AccountForm(data, initial=initial)
    return ReadFigureForm(data, initial=figure_values(found.payload))


def _first_a_look(request: HttpRequest, found: Suggestion) -> HttpResponseBase:
    """Open the form of an account that cannot be accepted as it is: a person looks first."""
    if not is_partial(request):
        return HttpResponseRedirect(reverse("coding:edit", args=[found.pk]))
    return entry_form(request, found, "coding/edit.html", _form_of(request, found, sent=False))


def _may_code(actor: Actor, blind: reading.Blindness | None) -> bool:
    return has_right(actor, Right.CODE) and (blind is None or blind.may_code)


def is_partial(request: HttpRequest) -> bool:
    """Tell whether a part of a page is asked for, by htmx."""
    return bool(getattr(request, "htmx", False))
