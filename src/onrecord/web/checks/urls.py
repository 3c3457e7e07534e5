"""Addresses of findings."""

from django.urls import path

from onrecord.web.checks import views

app_name = "checks"
urlpatterns = [
    path("", views.finding_list, name="list"),
    path("run/<int:compartment>/", views.run, name="run"),
    path("text/<int:pk>/", views.of_text, name="text"),
    path("shared/<int:left>/<int:right>/", views.shared, name="shared"),
    path("<int:pk>/", views.one_finding, name="one"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/undo/", views.undo, name="undo"),
]
