"""Addresses of the log."""

from django.urls import path

from onrecord.web.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log, name="log"),
    path("checkpoint/", views.checkpoint, name="checkpoint"),
]
