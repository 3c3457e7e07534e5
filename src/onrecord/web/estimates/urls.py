"""Addresses of estimates."""

from django.urls import path

from onrecord.web.estimates import views

app_name = "estimates"
urlpatterns = [
    path("", views.estimate_list, name="list"),
    path("new/", views.new_estimate, name="new"),
    path("<int:pk>/", views.one_estimate, name="one"),
    path("<int:pk>/again/", views.again, name="again"),
    path("<int:pk>/trace/", views.trace, name="trace"),
    path("<int:pk>/table.csv", views.table, name="table"),
    path("<int:pk>/behind/<str:history>/", views.behind, name="behind"),
]
