"""Addresses of sources."""

from django.urls import path

from onrecord.web.sources import views

app_name = "sources"
urlpatterns = [
    path("", views.source_list, name="list"),
    path("new/", views.new_source, name="new"),
    path("<int:pk>/", views.one_source, name="one"),
    path("<int:pk>/correct/", views.correct_source, name="correct"),
    path("<int:pk>/file/", views.add_file, name="add_file"),
    path("<int:pk>/consent/", views.record_consent, name="consent"),
    path("exhibit/<int:pk>/original/", views.original, name="original"),
]
