"""Addresses of sources."""

from django.urls import path

from onrecord.web.sources import page_urls
from onrecord.web.sources.views import bags, checks, custody, embedded, intake, pages, stamps

app_name = "sources"
urlpatterns = [
    path("", pages.source_list, name="list"),
    path("new/", pages.new_source, name="new"),
    path("intake/", intake.take_in, name="intake"),
    path("bag/", bags.bag, name="bag"),
    path("checks/", checks.fixity_checks, name="checks"),
    path("<int:pk>/", pages.one_source, name="one"),
    path("<int:pk>/correct/", pages.correct_source, name="correct"),
    path("<int:pk>/file/", pages.add_file, name="add_file"),
    path("<int:pk>/intake/", intake.take_in_more, name="intake_more"),
    path("<int:pk>/files/", intake.files, name="files"),
    path("<int:pk>/consent/", pages.record_consent, name="consent"),
    path("<int:pk>/custody/", custody.custody_event, name="custody"),
    path("exhibit/<int:pk>/original/", pages.original, name="original"),
    path("exhibit/<int:pk>/contents/", intake.contents, name="contents"),
    path("exhibit/<int:pk>/open/", intake.open_it, name="open"),
    path("exhibit/<int:pk>/copy/", custody.add_copy, name="add_copy"),
    path("exhibit/<int:pk>/embedded/", embedded.embedded, name="embedded"),
    path("exhibit/<int:pk>/stamp/", stamps.time_stamps, name="stamps"),
    path("exhibit/<int:pk>/stamp/ask/", stamps.ask, name="ask_stamp"),
    path("stamp/<int:pk>/question/", stamps.question, name="stamp_question"),
    path("stamp/<int:pk>/answer/", stamps.answer, name="stamp_answer"),
    *page_urls.patterns,
]
