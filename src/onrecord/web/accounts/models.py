"""Accounts, the compartments that they may enter, and what proves who somebody is."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from onrecord.web.site.compartments import GENERAL
from onrecord.web.site.rights import ROLE_LABELS, Right, Role, has_right


class Compartment(models.Model):
    """A part of the register: a record in it exists only for those who may enter it."""

    name = models.SlugField(_("name"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        """Show the title; of the one that every register begins with, in the page's language."""
        if (self.name, self.title) == (GENERAL, "General"):
            return str(_("General"))
        return self.title


class UserManager(BaseUserManager["User"]):
    """Finds accounts by user name."""


class User(AbstractBaseUser):
    """One account: one person with one role."""

    username = models.SlugField(_("user name"), max_length=60, unique=True)
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=[(role.value, label) for role, label in ROLE_LABELS.items()],
        default=Role.READER,
    )
    compartments = models.ManyToManyField(
        Compartment, verbose_name=_("compartments"), blank=True, related_name="users"
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    session_epoch = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "username"
    objects = UserManager()

    def __str__(self) -> str:
        """Show the user name."""
        return self.username

    def compartment_ids(self) -> Collection[int]:
        """Return the compartments that this person may enter; asked once a request."""
        if not hasattr(self, "_compartment_ids"):
            self._compartment_ids = frozenset(self.compartments.values_list("pk", flat=True))
        return self._compartment_ids

    def has_right(self, right: str) -> bool:
        """Tell templates whether this person has a right."""
        return has_right(self, Right(right))

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Bind every session to the password and to the epoch: a change of either ends it."""
        salt = "onrecord.web.accounts.session"
        value = f"{self.session_epoch}\x1f{self.password}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()


class Change(models.Model):
    """One decision of an administrator about an account, with its reason; never changes."""

    KINDS = {
        "created": _("account created"),
        "role": _("role"),
        "compartments": _("compartments"),
        "active": _("in use"),
        "login-link": _("login link made"),
        "second-factor": _("second factor removed"),
    }

    immutable = True

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    before = models.CharField(max_length=500, blank=True)
    after = models.CharField(max_length=500, blank=True)
    reason = models.TextField()
    # Nobody's account stands behind the command line: whoever holds machine and passphrase.
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["user", "made_at"])]

    @property
    def before_label(self) -> str:
        """Say in the language of the page what held before."""
        return _label(self.before)

    @property
    def after_label(self) -> str:
        """Say in the language of the page what holds after it."""
        return _label(self.after)


class LoginLink(models.Model):
    """One link that opens a session once and soon ends; only a keyed digest of it is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="login_links")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Totp(models.Model):
    """The second factor of an authenticator app (RFC 6238).

    ``secret`` is encrypted under the register's key. ``last_step`` is the time step of the
    newest code that was accepted: no code at or before it is taken again.
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="totp")
    secret = models.CharField(max_length=200)
    last_step = models.BigIntegerField()
    made_at = models.DateTimeField(default=timezone.now)


class Passkey(models.Model):
    """A second factor in a security key, phone or computer (WebAuthn level 2)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="passkeys")
    name = models.CharField(_("name"), max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True)
    credential = models.TextField()
    sign_count = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)


class RecoveryCode(models.Model):
    """One code that stands in for a lost second factor, once; only a keyed digest is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")
        ]


_LABELS = {
    **{role.value: label for role, label in ROLE_LABELS.items()},
    "yes": _("yes"),
    "no": _("no"),
}


def _label(text: str) -> str:
    """Return a role, yes or no in the language of the page; names of compartments as they are."""
    return str(_LABELS.get(text, text))
