"""Pages of forms: what there is, bringing one in, looking at one, and its mapping."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from onrecord.adapters.exchange.xlsform import read_form
from onrecord.core.document.questionnaire import Form, fill
from onrecord.core.document.questionnaire.definition import Placed, Question, Repeat, placed
from onrecord.core.document.questionnaire.expression import Expression, printed
from onrecord.core.kernel.errors import InputError
from onrecord.core.kernel.remark import Remark
from onrecord.web.site import languages
from onrecord.web.site.rights import Right, actor_of, has_right, needs
from onrecord.web.site.shown import shown_version
from onrecord.web.site.words import said, said_error, said_error_in_place
from onrecord.web.statements import selectors, services
from onrecord.web.statements.definitions import form_of
from onrecord.web.statements.forms import NewFormForm, mapping_from
from onrecord.web.statements.mapping_shown import fieldsets, scopes
from onrecord.web.statements.models import FormVersion, Mapping
from onrecord.web.statements.shown import parts_of

_MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a form as its page lists it."""

    depth: int
    name: str
    kind: str
    label: str
    rules: tuple[tuple[str, str], ...]


@needs(Right.READ)
def home(request: HttpRequest) -> HttpResponse:
    """Show the forms, the interviews under way, and where the statements are."""
    actor = actor_of(request)
    may_code = has_right(actor, Right.CODE)
    context = {
        "forms": selectors.forms(actor),
        "interviews": selectors.interviews(actor)[:_MOST_SHOWN] if may_code else (),
        "may_code": may_code,
        "may_import": has_right(actor, Right.IMPORT),
    }
    return render(request, "statements/home.html", context)


@needs(Right.IMPORT)
def new_form(request: HttpRequest) -> HttpResponseBase:
    """Bring in the workbook of a form; everything that is wrong with it is told at once."""
    actor = actor_of(request)
    form = NewFormForm(
        request.POST or None, request.FILES or None, compartment_ids=actor.compartment_ids()
    )
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        data = upload.read()
        try:
            faults = read_form(data, upload.name).errors
        except InputError as error:
            faults = (error,)
        if not faults:
            kept = services.keep_form(
                data, upload.name, compartment_id=form.cleaned_data["compartment"], by=actor
            )
            messages.success(request, _("Version {number} is ready.").format(number=kept.number))
            return redirect("statements:form", pk=kept.pk)
        errors = [said_error_in_place(fault) for fault in faults[:_MOST_SHOWN]]
    context = {"form": form, "errors": errors}
    return render(request, "statements/new_form.html", context)


@needs(Right.READ)
def one_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a form: how it looks in each of its languages, and its rules row by row."""
    actor = actor_of(request)
    version = get_object_or_404(selectors.form_versions(actor), pk=pk)
    form = form_of(version)
    wanted = request.GET.get("language", "")
    spoken = {language.code for language in form.languages}
    language = wanted if wanted in spoken else form.language(languages.code())
    nodes = fill(form, {}, today=timezone.localdate())
    context = {
        "version": version,
        "versions": selectors.versions_of(actor, version),
        "form_languages": form.languages,
        "language": language,
        "lines": [_line(one, language) for one in placed(form)],
        "parts": parts_of(nodes, language),
        "remarks": [said(Remark.from_plain(plain)) for plain in version.remarks],
        "mapping": selectors.mapping_of(version),
        "may_code": has_right(actor, Right.CODE),
        "may_import": has_right(actor, Right.IMPORT),
    }
    return render(request, "statements/form.html", context)


@needs(Right.IMPORT)
def mapping(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show and approve which answers of a form become which claims."""
    actor = actor_of(request)
    version = get_object_or_404(selectors.form_versions(actor), pk=pk)
    form = form_of(version)
    approved = selectors.mapping_of(version)
    rules, problem = selectors.rules_of(approved), ""
    if request.method == "POST":
        rules = mapping_from(request.POST, form)
        if request.POST.get("action") == "approve":
            try:
                _approve(request, version, form)
            except InputError as error:
                problem = said_error(error)
            else:
                messages.success(request, _("The mapping is approved."))
                return redirect("statements:mapping", pk=pk)
    context = {
        "version": version,
        "approved": approved,
        "fieldsets": fieldsets(form, rules, added=request.POST.get("add", "")),
        "scopes": scopes(form),
        "problem": problem,
        "shown": request.POST.get("version") or (approved.pk if approved else ""),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "statements/mapping.html", context)


def _approve(request: HttpRequest, version: FormVersion, form: Form) -> None:
    shown = None
    if request.POST.get("version"):
        shown = shown_version(request, Mapping.objects.filter(form=version))
    services.approve_mapping(
        version,
        mapping_from(request.POST, form),
        shown=shown,
        by=actor_of(request),
        reason=request.POST.get("reason", ""),
    )


def _line(one: Placed, language: str) -> Line:
    item = one.item
    kind = "repeat" if isinstance(item, Repeat) else "group"
    rules: dict[str, Expression | None] = {"relevant": item.relevant}
    if isinstance(item, Question):
        kind = str(item.kind)
        rules |= {
            "required": item.required,
            "constraint": item.constraint,
            "calculation": item.calculation,
            "choice_filter": item.choice_filter,
        }
    shown = ((name, printed(rule)) for name, rule in rules.items() if rule is not None)
    return Line(len(one.around), item.name, kind, item.label.text(language), tuple(shown))
