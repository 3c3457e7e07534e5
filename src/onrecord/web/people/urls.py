"""Addresses of lists, mentions and persons."""

from django.urls import path

from onrecord.web.people.views import lists, mentions, persons, versions, wizard

app_name = "people"
urlpatterns = [
    path("lists/", lists.list_of_lists, name="lists"),
    path("lists/import/", wizard.start, name="import"),
    path("lists/import/<int:pk>/", wizard.columns, name="columns"),
    path("lists/<int:pk>/", lists.one_batch, name="batch"),
    path("lists/<int:pk>/commit/", lists.commit, name="commit"),
    path("lists/<int:pk>/cancel/", lists.cancel, name="cancel"),
    path("lists/<int:pk>/undo/", lists.undo, name="undo"),
    path("lists/<int:pk>/refused.csv", lists.failed_rows, name="failed_rows"),
    path("lists/<int:pk>/changes/", versions.changes, name="changes"),
    path("lists/<int:pk>/follow/", versions.follow, name="follow"),
    path("lists/<int:pk>/part/", versions.part, name="part"),
    path("mentions/", mentions.mention_list, name="mentions"),
    path("mentions/<uuid:stem>/", mentions.one_mention, name="mention"),
    path("mentions/<uuid:stem>/correct/", mentions.correct_mention, name="correct"),
    path("mentions/<uuid:stem>/withdraw/", mentions.withdraw_mention, name="withdraw"),
    path("mentions/merge/", mentions.merge, name="merge"),
    path("persons/", persons.person_list, name="persons"),
    path("persons/<str:code>/", persons.one_person, name="person"),
    path("persons/<str:code>/split/", persons.split, name="split"),
    path("persons/decisions/<int:pk>/undo/", persons.undo, name="undo_decision"),
]
