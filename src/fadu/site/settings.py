"""The one settings file, read from top to bottom. Safe with no variable set: SQLite in the data folder, loopback, own secret.

Law values, the bureau's name and its numbering are data, never settings. docs/settings.md explains each FADU_* variable.
"""

from __future__ import annotations

import os
from pathlib import Path

from fadu.site import environment

environment.refuse_unknown(os.environ)

FADU_DATA = environment.folder("FADU_DATA", Path("fadu-data"))
HTTPS = environment.flag("FADU_HTTPS")
BEHIND_PROXY = environment.flag("FADU_BEHIND_PROXY")

DEBUG = False
SECRET_KEY = environment.secret("FADU_SECRET_FILE", FADU_DATA / "secret.key")
ALLOWED_HOSTS = environment.names("FADU_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
DATABASES = {"default": environment.database("FADU_DATABASE_URL", FADU_DATA / "fadu.sqlite3")}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    **environment.bucket("FADU_EVIDENCE_URL"),
}
FADU_VAULT_CIPHER = environment.choice("FADU_VAULT_CIPHER", ("aes-256-gcm", "sm4-gcm"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

APPS = (
    "record", "officers", "facilities", "ambient", "learning", "registers", "complaints", "telemetry", "approvals",
    "inspections", "cases", "damages", "reports", "exchange", "desk",
)
INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "django.contrib.humanize",
    *(f"fadu.apps.{name}" for name in APPS), "fadu.web", "fadu.site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fadu.web.middleware.ContentSecurity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "fadu.site.urls"
WSGI_APPLICATION = "fadu.site.wsgi.application"
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages", "fadu.web.context.shell", "fadu.site.menu.menu",
    ]},
}]

AUTH_USER_MODEL = "officers.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["number"]}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "officers:sign_in"

# GB/T 22239 8.1.4.1: sessions end when idle, and with the browser.
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fadu.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0

STATIC_URL = "static/"
# Served straight from the packages: no collectstatic step that a bureau without IT staff could forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60  # names carry no hash: after an upgrade a browser must not keep old style sheets
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Texts under check (公文检查), and figures counted for one state of the ledger: in memory, so that nothing of them reaches the disk.
_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _MEMORY, "OPTIONS": {"MAX_ENTRIES": 24}},
    "figures": {"BACKEND": _MEMORY, "LOCATION": "figures", "OPTIONS": {"MAX_ENTRIES": 24}},  # so that they push out nobody's held results
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = os.environ.get("FADU_TIME_ZONE") or "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
DATE_FORMAT = "Y-m-d"

LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
