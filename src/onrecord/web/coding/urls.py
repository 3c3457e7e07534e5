"""Addresses of reading and coding."""

from django.urls import path

from onrecord.web.coding.views import (
    accounts,
    act,
    acts,
    documents,
    events,
    passages,
    room,
    vocabulary,
)

app_name = "coding"
urlpatterns = [
    path("read/", documents.document_list, name="documents"),
    path("types/", vocabulary.types, name="types"),
    path("type/", vocabulary.type_note, name="type"),
    path("place/", vocabulary.place, name="place"),
    path("read/<int:pk>/", room.read, name="read"),
    path("read/<int:pk>/read/", documents.read_it, name="read_it"),
    path("read/<int:pk>/figure/", passages.code_figure, name="code_figure"),
    path("read/<int:pk>/account/", passages.code_account, name="code_account"),
    path("read/<int:pk>/support/", passages.choose_cited, name="choose_cited"),
    path("read/<int:pk>/cite/", passages.cite, name="cite"),
    path("suggestion/<int:pk>/", room.suggestion, name="suggestion"),
    path("suggestion/<int:pk>/accept/", room.accept, name="accept"),
    path("suggestion/<int:pk>/edit/", room.edit, name="edit"),
    path("suggestion/<int:pk>/reject/", room.reject, name="reject"),
    path("suggestion/<int:pk>/undo/", room.undo, name="undo"),
    path("accounts/", accounts.account_list, name="accounts"),
    path("accounts/<uuid:stem>/", accounts.one_account, name="account"),
    path("accounts/<uuid:stem>/correct/", accounts.correct_account, name="correct_account"),
    path("accounts/<uuid:stem>/withdraw/", accounts.withdraw_account, name="withdraw_account"),
    path("accounts/<uuid:stem>/judge/", accounts.judge, name="judge"),
    path("acts/", acts.table, name="acts"),
    path("acts/timeline/", acts.in_time, name="acts_timeline"),
    path("acts/map/", acts.on_map, name="acts_map"),
    path("acts/new/", act.new_act, name="new_act"),
    path("acts/<uuid:stem>/", act.one_act, name="act"),
    path("acts/<uuid:stem>/correct/", act.correct_act, name="correct_act"),
    path("acts/<uuid:stem>/accounts/", act.choose_accounts, name="choose_accounts"),
    path("acts/<uuid:stem>/withdraw/", act.withdraw_act, name="withdraw_act"),
    path("acts/<uuid:stem>/involve/", act.involve, name="involve"),
    path("involvement/<uuid:stem>/correct/", act.correct_involvement, name="correct_involvement"),
    path(
        "involvement/<uuid:stem>/withdraw/", act.withdraw_involvement, name="withdraw_involvement"
    ),
    path("events/", events.event_list, name="events"),
    path("events/new/", events.new_event, name="new_event"),
    path("events/<uuid:stem>/", events.one_event, name="event"),
    path("events/<uuid:stem>/correct/", events.correct_event, name="correct_event"),
    path("events/<uuid:stem>/withdraw/", events.withdraw_event, name="withdraw_event"),
    path("events/<uuid:stem>/link/", events.link, name="link"),
    path("link/<uuid:stem>/withdraw/", events.unlink, name="unlink"),
]
