"""Addresses of the pages of a document: how they look, their tables, and redacted copies."""

from django.urls import path

from onrecord.web.sources.views import page_beside_text, redaction, table_picker

patterns = [
    path("exhibit/<int:pk>/page/", page_beside_text.page, name="page"),
    path("exhibit/<int:pk>/page/<int:number>/image/", page_beside_text.image, name="page_image"),
    path("exhibit/<int:pk>/page/<int:number>/table/", table_picker.pick, name="pick_table"),
    path("exhibit/<int:pk>/searchable/", page_beside_text.searchable, name="make_searchable"),
    path("exhibit/<int:pk>/redact/", redaction.redact, name="redact"),
    path("exhibit/<int:pk>/redact/add/", redaction.add, name="add_redactions"),
    path("exhibit/<int:pk>/redact/back/", redaction.take_back, name="take_back_redaction"),
    path("exhibit/<int:pk>/redact/make/", redaction.make, name="make_redacted"),
    path("exhibit/<int:pk>/redacted/", redaction.redacted_copy, name="redacted_copy"),
]
