"""Cutting suggestions anew: split one, join two, move one to other words."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from onrecord.core.kernel.errors import InputError, UsageError
from onrecord.web.coding import services
from onrecord.web.coding.forms.reading import SpanForm, SplitForm
from onrecord.web.coding.selectors import reading
from onrecord.web.coding.services.pieces import parts_of, spans_of
from onrecord.web.coding.views.room import entry_form, suggestion_of, to_room
from onrecord.web.site.fields import said_with_value
from onrecord.web.site.rights import Right, actor_of, needs
from onrecord.web.sources.selectors import text_of


@needs(Right.CODE)
def split(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Split a suggestion into parts, each with its own words."""
    found = suggestion_of(request, pk)
    first_cut = parts_of(str(found.payload.get("quote", "")), found.payload.get("language"))
    form = SplitForm(request.POST or None, initial={"parts": "\n".join(first_cut)})
    if request.method == "POST" and form.is_valid():
        try:
            spans = spans_of(found, form.cleaned_data["parts"], text_of(found.exhibit))
        except InputError as error:
            form.add_error("parts", said_with_value(error))
        else:
            return to_room(request, services.split(found, spans, by=actor_of(request))[0])
    return entry_form(request, found, "coding/split.html", form)


@require_POST
@needs(Right.CODE)
def join(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Join a suggestion with the next one that is not decided."""
    found = suggestion_of(request, pk)
    actor = actor_of(request)
    following = reading.next_to_join(actor, found)
    if following is None:
        raise UsageError("No figure that is not decided follows this one.")
    return to_room(request, services.join(found, following, by=actor))


@require_POST
@needs(Right.CODE)
def move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let a suggestion stand on the words that are selected."""
    found = suggestion_of(request, pk)
    form = SpanForm(request.POST)
    if not form.is_valid():
        raise InputError(
            "No words are selected.", remedy="Select the words of the passage in the text."
        )
    span = (form.cleaned_data["start"], form.cleaned_data["end"])
    return to_room(request, services.move(found, *span, by=actor_of(request)))
