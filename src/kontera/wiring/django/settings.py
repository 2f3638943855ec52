"""Django's settings, made from the installation's."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

from kontera import __version__
from kontera import settings as installation
from kontera.adapters.db.connection import settings_of

_KONTERA = installation.load()
_SECURE: Final = _KONTERA.base_url.startswith("https://")
_WEB: Final = Path(installation.__file__).parent / "web"
_SHEET: Final = Path(installation.__file__).parent / "formats" / "page" / "style"  # the desk wears the page's own
_A_YEAR: Final = 365 * 24 * 3600
_UPLOAD_IN_MEMORY: Final = 5 * 1024 * 1024
_FORM_BYTES: Final = 10 * 1024 * 1024


def _static_digest() -> str:
    """A word that changes with the static files, and with the release for those of the packages we use."""
    content = hashlib.sha256(__version__.encode())
    for file in sorted([*(_WEB / "static").rglob("*.*"), *_SHEET.rglob("*.*")]):
        content.update(file.read_bytes())
    return content.hexdigest()[:10]


SECRET_KEY = _KONTERA.secret_key
DEBUG = _KONTERA.debug
ALLOWED_HOSTS = list(_KONTERA.hosts)
CSRF_TRUSTED_ORIGINS = list(_KONTERA.trusted_origins)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "bootstrap",
    "django_htmx",
    "ninja",
    "kontera.adapters.db",
    "kontera.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kontera.web.middleware.StrictHeaders",
    "kontera.web.middleware.Statics",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kontera.web.middleware.Speaks",
    "kontera.web.middleware.AtWork",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kontera.wiring.django.urls"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"lucide": "kontera.web.icons"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kontera.web.context.frame",
            ],
        },
    },
]

DATABASES = {"default": settings_of(_KONTERA.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "db.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"

AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "kontera.web.refusal.locked"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = _A_YEAR if _SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
X_FRAME_OPTIONS = "SAMEORIGIN"  # the original document opens in a frame of our own page

DATA_UPLOAD_MAX_MEMORY_SIZE = _FORM_BYTES
FILE_UPLOAD_MAX_MEMORY_SIZE = _UPLOAD_IN_MEMORY

LANGUAGE_CODE = _KONTERA.language
LANGUAGES = [("sv", "Svenska"), ("en", "English"), ("fi", "Suomi")]
LOCALE_PATHS = [_WEB / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# The address holds a digest of our own files, so that a browser may keep them and yet sees an upgrade at once.
STATICFILES_DIRS = [("kontera", _SHEET)]
STATIC_URL = f"/static/{_static_digest()}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else _A_YEAR
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
