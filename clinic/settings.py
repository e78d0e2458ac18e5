"""The site's settings: a typed table of environment variables, then Django's values."""

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

# --- The environment: every variable that the site reads, its type, its default ---
env = environ.Env(
    DEBUG=(bool, False),
    SECRET_KEY=(str, ""),
    SECRET_KEY_FALLBACKS=(list, []),
    PORT=(int, 8000),
    CLINIC_URL=(str, ""),
    CLINIC_EXTRA_HOSTS=(list, []),
    CLINIC_VAR=(str, ""),
    DATABASE_URL=(str, ""),
    CACHE_URL=(str, "locmemcache://"),
    EMAIL_URL=(str, "consolemail://"),
    DEFAULT_FROM_EMAIL=(str, "journal@clinic.example"),
    READER_ADDRESS_HEADER=(str, ""),
    LOOKUPS=(bool, False),
    COUNT_FAILED_SEARCHES=(bool, True),
    TIME_ZONE=(str, "UTC"),
    LOG_LEVEL=(str, "INFO"),
)
env.read_env(BASE_DIR / ".env")

DEBUG: bool = env("DEBUG")
SECRET_KEY: str = env("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env("SECRET_KEY_FALLBACKS")
CLINIC_URL: str = env("CLINIC_URL").rstrip("/") or f"http://127.0.0.1:{env('PORT')}"
CLINIC_VAR = Path(env("CLINIC_VAR") or BASE_DIR / "var")
CLINIC_EXTRA_HOSTS: list[str] = [host.strip() for host in env("CLINIC_EXTRA_HOSTS")]


# --- What an insecure value is; the server refuses to start on one ---
def is_local(host: str, *, or_private: bool = False) -> bool:
    """Whether `host` is this machine (or, if asked, an address of a private network)."""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or (or_private and address.is_private)


def host_of(url: str) -> str:
    """The host of a `url` that is scheme, host and perhaps port; else empty."""
    try:
        parts = urlsplit(url)
        is_whole = f"{parts.scheme}://{parts.netloc}" == url and parts.port != 0
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"}
    return (is_whole and is_web and parts.hostname) or ""


HOST = host_of(CLINIC_URL)
if not HOST:
    raise ImproperlyConfigured(
        f"CLINIC_URL must look like https://journal.example.org, not {CLINIC_URL!r}."
    )
IS_HTTPS = CLINIC_URL.startswith("https:")
if not IS_HTTPS and not is_local(HOST):
    raise ImproperlyConfigured(
        f"CLINIC_URL is {CLINIC_URL}: plain http is only for this machine "
        "(localhost, 127.0.0.1). Use https for a host that others can reach."
    )
if not IS_HTTPS and not all(
    is_local(host, or_private=True) for host in CLINIC_EXTRA_HOSTS
):
    raise ImproperlyConfigured(
        "CLINIC_EXTRA_HOSTS names a public host while CLINIC_URL is plain http. "
        "Only addresses of a private network may be served without https."
    )
if DEBUG and IS_HTTPS:
    raise ImproperlyConfigured(
        "DEBUG is on while CLINIC_URL is https: it would show the site's insides. "
        "Set DEBUG=off."
    )
# Django's own check asks for the same: 50 characters, 5 different ones.
IS_WEAK = len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5
if IS_WEAK or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured(
        "SECRET_KEY is missing or too weak: it needs 50 random characters. Make one "
        "with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )

# --- Where the site answers ---
ALLOWED_HOSTS = [HOST, *CLINIC_EXTRA_HOSTS]
if is_local(HOST):
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
WAGTAILADMIN_BASE_URL = CLINIC_URL
ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"

# --- Parts ---
INSTALLED_APPS = [
    "conditions",
    "articles",
    "clinic",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "clinic.serving.headers.guard",
    "clinic.serving.malformed.Refusing",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic.serving.compression.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clinic.frame.frame",
            ],
        },
    },
]

# --- Data ---
DATABASE_URL: str = env("DATABASE_URL") or f"sqlite:///{CLINIC_VAR / 'journal.sqlite3'}"
if not env("DATABASE_URL"):
    # SQLite makes its file but not the folder, and `migrate` is the first to need it.
    CLINIC_VAR.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A write takes the lock when its transaction begins and waits up to 20 s for it:
    # without, concurrent publishing fails with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # To compile a query takes PostgreSQL longer than all else of it: a search took
    # 600 to 800 ms with, 50 to 90 ms without. What the URL says of options stays.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "clinic.User"
TASKS = {"default": {"BACKEND": "clinic.tasks.Immediate"}}
CACHES = {"default": env.cache("CACHE_URL")}

# --- Files ---
STATIC_URL = "static/"
STATIC_ROOT = CLINIC_VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = CLINIC_VAR / "media"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs our sheets and scripts
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "clinic.serving.static_storage.JoinedStorage"
    },
}

# --- Language and time ---
LANGUAGE_CODE = "en-us"
TIME_ZONE: str = env("TIME_ZONE")
USE_I18N = True
USE_TZ = True

# --- Safety ---
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
# Only the load balancers' own probes come without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
if IS_HTTPS:
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Other sites learn nothing of what was read here. Not "no-referrer": browsers would then
# send `Origin: null` with a form, and nobody could tell ours from a forged one.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail lifts it for its previews alone
# As Wagtail advises: an article of many blocks is a form of more than 1,000 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Where a proxy writes from which address a reader comes. It is hashed and not stored.
READER_ADDRESS_HEADER: str = env("READER_ADDRESS_HEADER")

# --- Other sites ---
# Whether the site may ask other sites: Crossref and PubMed about sources, and whether
# their addresses still answer. It names DEFAULT_FROM_EMAIL as the one to write to.
LOOKUPS: bool = env("LOOKUPS")

# --- Mail and logs ---
EMAIL_CONFIG = env.email_url("EMAIL_URL")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL: str = env("DEFAULT_FROM_EMAIL")
LINE = {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
STDERR = {"class": "logging.StreamHandler", "formatter": "line"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": LINE,
        "discreet": {"class": "clinic.serving.log.Discreet", **LINE},
    },
    "handlers": {"stderr": STDERR, "discreet": {**STDERR, "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL")},
    "loggers": {
        # What goes wrong in a request: once, and without a word of the reader's.
        "django": {"handlers": ["discreet"], "level": "INFO", "propagate": False},
        "wagtail": {"handlers": ["discreet"], "level": "WARNING", "propagate": False},
        # Answers below 500 are no fault of the site.
        "django.request": {"level": "ERROR"},
        # A task that fails raises its exception: who asked for it tells of it.
        "django_tasks": {"level": "CRITICAL"},
    },
}

# --- Wagtail ---
WAGTAIL_SITE_NAME = "Clinic journal"
WAGTAIL_I18N_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "clinic.Picture"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "csv", "txt"]
# Who approves the last step of a workflow may publish; see `clinic.review.finishing`.
WAGTAIL_FINISH_WORKFLOW_ACTION = "clinic.review.finishing.publish_approved"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # no third party in a page
# Whether searches that found nothing are counted for editors; never who asked.
COUNT_FAILED_SEARCHES: bool = env("COUNT_FAILED_SEARCHES")
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "clinic.search.backend",
        # PostgreSQL takes words as they are: `clinic.search.words` has prepared them.
        "SEARCH_CONFIG": "simple",
    },
}
# What a paragraph may hold. Headings, lists of steps, figures and tables are blocks.
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "clinic.desk.rich_text.RichTextArea",
        "OPTIONS": {
            "features": [
                "bold",
                "italic",
                "superscript",
                "subscript",
                "ol",
                "ul",
                "link",
                "citation",
            ]
        },
    }
}
