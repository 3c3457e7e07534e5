"""Addresses of linkage."""

from django.urls import path

from onrecord.web.linkage.views import decisions, pairs, runs

app_name = "linkage"
urlpatterns = [
    path("", runs.run_list, name="runs"),
    path("start/<int:compartment>/", runs.start, name="start"),
    path("runs/<int:pk>/", runs.one_run, name="run"),
    path("runs/<int:pk>/queue/", runs.queue, name="queue"),
    path("runs/<int:pk>/quality/", runs.quality, name="quality"),
    path("pairs/<int:pk>/", pairs.one_pair, name="pair"),
    path("pairs/<int:pk>/decide/", pairs.decide, name="decide"),
    path("decisions/", decisions.decision_list, name="decisions"),
    path("decisions/for-the-command.csv", decisions.for_the_command, name="export"),
    path("decisions/contradictions/", decisions.contradictions, name="contradictions"),
    path("decisions/<int:pk>/undo/", decisions.undo, name="undo"),
]
