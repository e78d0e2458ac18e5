"""Settings of the tests: a known environment, then the site's own settings."""

import os
import secrets
import tempfile
from pathlib import Path

from tests import postgres

VAR = Path(tempfile.mkdtemp(prefix="journal-tests-"))
(VAR / "static").mkdir()
DATABASE = os.environ.get("JOURNAL_TEST_DATABASE", "sqlite")
if DATABASE not in {"sqlite", "postgres"}:
    raise ValueError("JOURNAL_TEST_DATABASE is sqlite or postgres.")
os.environ |= {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "DEBUG": "off",
    "CLINIC_URL": "http://localhost:8000",
    "CLINIC_EXTRA_HOSTS": "",
    "CLINIC_VAR": str(VAR),
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "memorymail://",
    "TIME_ZONE": "UTC",
    "LOG_LEVEL": "WARNING",
    "DATABASE_URL": postgres.url() if DATABASE == "postgres" else "",
}

from clinic.settings import *  # noqa: E402, F403
from clinic.settings import DATABASES, STORAGES  # noqa: E402

# Static files by their plain names; one test collects them as production does.
STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, because the admin writes from threads of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
