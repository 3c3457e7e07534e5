"""Addresses of forms, interviews, statements and consent."""

from django.urls import path

from onrecord.web.statements.views import consent, forms, interviews, keeping, kept

app_name = "statements"
urlpatterns = [
    path("", forms.home, name="home"),
    path("forms/new/", forms.new_form, name="new_form"),
    path("forms/<int:pk>/", forms.one_form, name="form"),
    path("forms/<int:pk>/mapping/", forms.mapping, name="mapping"),
    path("forms/<int:pk>/take/", interviews.take, name="take"),
    path("interviews/<int:pk>/", interviews.interview, name="interview"),
    path("interviews/<int:pk>/save/", interviews.save, name="save"),
    path("interviews/<int:pk>/finish/", keeping.finish, name="finish"),
    path("interviews/<int:pk>/discard/", interviews.discard, name="discard"),
    path("kept/", kept.statement_list, name="kept"),
    path("kept/<int:pk>/", kept.statement, name="statement"),
    path("kept/<int:pk>/decide/", kept.decide, name="decide"),
    path("consent/<int:pk>/", consent.consents, name="consent"),
]
