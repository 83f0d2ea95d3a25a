"""Settings from the environment; every variable is listed in README.md."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from reglament.config import databases, logs, secrets
from reglament.files import clamd

env = environ.FileAwareEnv()

CHECKOUT = Path(__file__).resolve().parents[2]
MODE = env.str("REGLAMENT_MODE", default="demo")
if MODE not in ("demo", "production"):
    raise ImproperlyConfigured("REGLAMENT_MODE must be 'demo' or 'production'.")
PRODUCTION = MODE == "production"
DEMO = not PRODUCTION and env.bool("DEMO", default=True)

DATA = Path(env.str("DATA", default=str(CHECKOUT / "data"))).expanduser().resolve()
FILES_ROOT = DATA / "files"
ARRIVALS_ROOT = DATA / "arriving"

BIND = env.str("BIND", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
MAIL_PORT = env.int("MAIL_PORT", default=8025)
LMTP_PORT = env.int("LMTP_PORT", default=8024)
BASE_URL = env.str("BASE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
HTTPS = BASE_URL.startswith("https://")

SECRET_KEY = secrets.secret_key(env, DATA, production=PRODUCTION)
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=secrets.hosts(BASE_URL, production=PRODUCTION))
CSRF_TRUSTED_ORIGINS = [BASE_URL] if HTTPS else []

INSTALLED_APPS = [
    "reglament.config.apps.ConfigConfig",
    "reglament.demo",
    "reglament.clerk",
    "reglament.desk",
    "reglament.portal",
    "reglament.notifications",
    "reglament.intake",
    "reglament.cases",
    "reglament.contracts",
    "reglament.equipment",
    "reglament.people",
    "reglament.history",
    "reglament.files",
    "reglament.jobs",
    "reglament.ui",
    "reglament.terms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "reglament.config.requests.log",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "reglament.people.sessions.account",
    "reglament.people.languages.choose",
    "django.contrib.messages.middleware.MessageMiddleware",
    "reglament.config.requests.bound",
    "reglament.config.requests.refusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "reglament.config.urls"
WSGI_APPLICATION = "reglament.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "reglament.ui.jinja.environment",
            "context_processors": ["django.contrib.messages.context_processors.messages"],
        },
    },
]

DATABASES = {"default": databases.default(env, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["reglament.people.signing_in.LoginBackend"]
LOGIN_URL = "portal:sign_in"
PASSWORD_RESET_TIMEOUT = 30 * 60
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("login", "full_name", "email")}),
        ("MinimumLengthValidator", {"min_length": 8}),
        ("CommonPasswordValidator", {}),
    )
]

SESSION_ENGINE = "reglament.people.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "reglament.portal.failures.csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False  # the proxy in front redirects; see docs/running.md
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SILENCED_SYSTEM_CHECKS = ["security.W008"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "microphone", "geolocation", "payment", "usb", "interest-cohort")
}

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = USE_TZ = True
TIME_ZONE = env.str("HOUSE_ZONE", default="Europe/Moscow")

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_MAX_AGE = 365 * 24 * 3600
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/.+\.[0-9a-f]{12}\..+$"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(FILES_ROOT)}},
    "staticfiles": {"BACKEND": "reglament.ui.assets.Storage"},
}

FILE_UPLOAD_HANDLERS = [
    "reglament.config.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# Unset EMAIL_URL: letters stay in the journal, nothing leaves the machine.
SMTP_CONFIGURED = bool(os.environ.get("EMAIL_URL"))
if SMTP_CONFIGURED:
    vars().update(env.email("EMAIL_URL"))
EMAIL_TIMEOUT = 30
AUTHSERV_ID = env.str("AUTHSERV_ID", default="")

# Unset: nothing is scanned. Set: what the scanner has not found clean is given to nobody.
CLAMAV = env.str("CLAMAV", default="")
if CLAMAV and not clamd.is_address(CLAMAV):
    raise ImproperlyConfigured("CLAMAV must be the path of clamd's socket, or its host:port.")

LOGGING_CONFIG = None
logs.configure(env.str("LOG_LEVEL", default="INFO"), as_json=env.bool("LOG_JSON", default=PRODUCTION))
