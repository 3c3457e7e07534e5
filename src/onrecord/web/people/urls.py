"""Addresses of lists, mentions and persons."""

from django.urls import path

from onrecord.web.people.views import lists, mentions, persons, wizard

app_name = "people"
urlpatterns = [
    path("", lists.list_of_lists, name="lists"),
    path("import/", wizard.start, name="import"),
    path("import/<int:pk>/", wizard.columns, name="columns"),
    path("list/<int:pk>/", lists.one_batch, name="batch"),
    path("list/<int:pk>/commit/", lists.commit, name="commit"),
    path("list/<int:pk>/cancel/", lists.cancel, name="cancel"),
    path("list/<int:pk>/undo/", lists.undo, name="undo"),
    path("list/<int:pk>/refused.csv", lists.failed_rows, name="failed_rows"),
    path("mentions/", mentions.mention_list, name="mentions"),
    path("mention/<uuid:stem>/", mentions.one_mention, name="mention"),
    path("mention/<uuid:stem>/correct/", mentions.correct_mention, name="correct"),
    path("mention/<uuid:stem>/withdraw/", mentions.withdraw_mention, name="withdraw"),
    path("merge/", mentions.merge, name="merge"),
    path("persons/", persons.person_list, name="persons"),
    path("person/<str:code>/", persons.one_person, name="person"),
    path("person/<str:code>/split/", persons.split, name="split"),
    path("decision/<int:pk>/undo/", persons.undo, name="undo_decision"),
]
