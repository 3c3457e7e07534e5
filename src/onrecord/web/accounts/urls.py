"""Addresses of accounts."""

from django.urls import path

from onrecord.web.accounts.views import door, own, users

app_name = "accounts"
urlpatterns = [
    path("login/", door.log_in, name="login"),
    path("login/second/", door.second_step, name="second_step"),
    path("link/<str:token>/", door.by_link, name="link"),
    path("logout/", door.log_out, name="logout"),
    path("me/", own.me, name="me"),
    path("me/password/", own.password, name="password"),
    path("me/second-factor/", own.second_factor, name="second_factor"),
    path("me/second-factor/passkey/", own.add_passkey, name="add_passkey"),
    path("me/second-factor/codes/", own.recovery_codes, name="recovery_codes"),
    path("me/second-factor/remove/", own.remove_factor, name="remove_factor"),
    path("users/", users.users, name="users"),
    path("users/add/", users.add_user, name="add_user"),
    path("users/<int:pk>/", users.user, name="user"),
    path("users/<int:pk>/<slug:action>/", users.user_action, name="user_action"),
    path("compartments/", users.compartments, name="compartments"),
]
