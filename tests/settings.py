"""The product's own settings for tests: a folder that goes away, fast passwords, nothing of the caller's set-up."""

import os
import tempfile
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="reglament-tests-")
Path(FOLDER.name, "static").mkdir()

for name in (
    *(
        "ALLOWED_HOSTS",
        "AUTHSERV_ID",
        "BASE_URL",
        "BEHIND_PROXY",
        "BIND",
        "CLAMAV",
        "DATABASE_URL",
        "EMAIL_URL",
        "HOUSE_ZONE",
    ),
    *("LOG_JSON", "MAIL_PORT", "PORT", "SECRET_KEY_FILE"),
):
    os.environ.pop(name, None)
os.environ |= {
    "DATA": FOLDER.name,
    "LOG_LEVEL": "WARNING",
    "REGLAMENT_MODE": "demo",
    "SECRET_KEY": "only-for-tests-" + "0123456789" * 4,
}
if "TEST_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]

from reglament.config.settings import *  # noqa: E402, F403  the environment above has to stand first
from reglament.config.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True

# A real file, so that locks are those of an installation; only the waiting for the disk is left out.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER.name}/test.sqlite3"}
    options = DATABASES["default"]["OPTIONS"]
    DATABASES["default"]["OPTIONS"] = options | {"init_command": options["init_command"] + "PRAGMA synchronous=OFF;"}
