"""Addresses of figures and questions."""

from django.urls import path

from onrecord.web.figures import views

app_name = "figures"
urlpatterns = [
    path("", views.question_list, name="questions"),
    path("all/", views.figure_list, name="all"),
    path("question/new/", views.new_question, name="new_question"),
    path("question/<uuid:stem>/", views.one_question, name="question"),
    path("question/<uuid:stem>/place/", views.place_figure, name="place"),
    path("question/<uuid:stem>/remove/", views.remove_figure, name="remove"),
    path("<uuid:stem>/", views.one_figure, name="figure"),
    path("<uuid:stem>/correct/", views.correct_figure, name="correct"),
]
