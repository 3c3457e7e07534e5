"""Settings of the register. What differs between offices comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from onrecord.web.site import register

HERE = Path(__file__).parent
REGISTER = register.folder()

SECRET_KEY = register.session_secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ONRECORD_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

APPS = (
    "site",
    "audit",
    "accounts",
    "sources",
    "statements",
    "coding",
    "people",
    "linkage",
    "figures",
    "estimates",
    "checks",
    "search",
    "jobs",
)
"""Our apps in the order of the menu; one that was deleted is not loaded."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    *(f"onrecord.web.{app}" for app in APPS if (HERE.parent / app / "models.py").exists()),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "onrecord.web.site.middleware.LanguageOfUser",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "onrecord.web.site.middleware.LoginRequired",
    "onrecord.web.site.middleware.ActingUser",
    "onrecord.web.site.middleware.SessionStaysOpen",
    "onrecord.web.site.middleware.ErrorsInWords",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "onrecord.web.site.urls"
WSGI_APPLICATION = "onrecord.web.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "onrecord.web.site.context.navigation",
            ],
        },
    }
]

# Without these four settings SQLite loses writes of several users (measured; see
# docs/decisions). FULL keeps the last commit through a power cut.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": REGISTER / register.DATABASE,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            # Longer than the import of a large list holds the one lock for writing.
            "timeout": 90,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536;"
            ),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "full_name")}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
    )
]
ONRECORD_EXPORT_GUARD = "onrecord.web.accounts.gate.second_factor"
"""What an export asks first: a function of the request that raises AccessDenied."""
ONRECORD_SCORER = "onrecord.web.linkage.engine.score"
"""What scores the pairs of a linkage run: a ``linkage.scoring.Scorer``."""
ONRECORD_PROXIES = int(os.environ.get("ONRECORD_PROXIES", "0"))
"""How many proxies of the office pass requests on; each adds one address to them."""
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:login"

SESSION_COOKIE_AGE = 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("ONRECORD_HTTPS") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Django's own codes are the keys; every language is called as its readers call it.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("sq", "shqip"), ("sr-latn", "srpski"), ("sr", "српски")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = os.environ.get("ONRECORD_HTTPS") == "1"
FORMAT_MODULE_PATH = "onrecord.web.site.formats"
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("TZ") or "Europe/Belgrade"

STATIC_URL = "static/"
# The files are served from the packages themselves; nothing is collected.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Above what the first handler lets through, so that its error in words comes first.
DATA_UPLOAD_MAX_NUMBER_FILES = 2_100
FILE_UPLOAD_HANDLERS = [
    "onrecord.web.sources.intake_upload.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        # Counters of failed logins must not be crowded out by a flood of others.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING"}},
}
