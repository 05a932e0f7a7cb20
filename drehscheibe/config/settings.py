"""The settings: safe unless the environment says otherwise. Explained in docs/how-to/operate.md."""

from pathlib import Path

from csp.constants import NONE, SELF

from drehscheibe.config import env
from drehscheibe.config.logs import LOGGING  # noqa: F401 (Django reads it here)

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.text("DREHSCHEIBE_VAR", str(BASE_DIR / "var")))

DEBUG = env.flag("DREHSCHEIBE_DEBUG", default=False)
SECRET_KEY = env.text("DREHSCHEIBE_SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("DREHSCHEIBE_OLD_SECRET_KEYS")  # still open what they sealed
DEMONSTRATION = env.flag("DREHSCHEIBE_DEMO", default=False)
HTTPS = env.flag("DREHSCHEIBE_HTTPS", default=True)
ALLOWED_HOSTS = env.words("DREHSCHEIBE_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("DREHSCHEIBE_ORIGINS")
DREHSCHEIBE_ORIGIN = CSRF_TRUSTED_ORIGINS[0] if CSRF_TRUSTED_ORIGINS else "http://localhost:8000"
"""How links in mails begin that no request has caused."""

# The house plan in three lines.
KERNEL = [
    "language", "territory", "organisations", "people", "permissions", "audit",
    "documents", "workflow", "calendar", "tables", "mail", "access", "design", "jobs",
]  # fmt: skip
DOMAIN = [
    "centres", "payments", "registration", "funding", "forwarding", "directory", "groups",
    "courses", "qualification", "exchange", "circulars", "controlling", "guide", "network",
    "surveys", "finding", "outward", "reporting", "agenda",
]  # fmt: skip
DOORS = ["public", "staff", "api", "console"]

INSTALLED_APPS = [
    *(f"drehscheibe.kernel.{room}" for room in KERNEL),
    *(f"drehscheibe.domain.{room}" for room in DOMAIN),
    *(f"drehscheibe.doors.{door}" for door in DOORS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "template_partials.apps.SimpleAppConfig",
]

MIDDLEWARE = [
    "drehscheibe.doors.api.limits.Limits",  # outside: what it says to one is kept for nobody
    "drehscheibe.doors.public.edge.EdgeCache",  # keeps what all others made
    "drehscheibe.doors.api.problems.ApiAnswers",
    "drehscheibe.kernel.documents.middleware.UploadLimit",
    "drehscheibe.kernel.design.faults.CalmFaults",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "drehscheibe.doors.public.methods.OpenMethods",  # what is no method is no forged form
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "drehscheibe.config.urls"
WSGI_APPLICATION = "drehscheibe.config.wsgi.application"
FORM_RENDERER = "drehscheibe.kernel.design.forms.KernRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "drehscheibe.kernel.design.context.page_frame",
                "drehscheibe.doors.staff.navigation.staff_frame",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]

WEB_ROLE = "drehscheibe_web"
AS_OWNER = env.text("DREHSCHEIBE_DATABASE_ROLE", "web") == "owner"
DATABASES = {
    "default": env.database("DATABASE_URL", assume_role=None if AS_OWNER else WEB_ROLE),
}
DATABASES["default"]["TEST"] = {"NAME": env.text("DREHSCHEIBE_TEST_DB", "test_drehscheibe")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Who may come in.
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/mitarbeit/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "drehscheibe.doors.staff.sign_in.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "drehscheibe.doors.staff.sign_in.provider_adapter.ProviderAdapter"
MFA_ADAPTER = "drehscheibe.doors.staff.sign_in.second_factor.SecondFactorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # by invitation only; the mail proves the address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody is mailed because a stranger typed their address
ACCOUNT_FORMS = {
    "login": "drehscheibe.doors.staff.sign_in.forms.SignInForm",
    "reauthenticate": "drehscheibe.doors.staff.sign_in.forms.ReauthenticationForm",
    "reset_password": "drehscheibe.doors.staff.sign_in.forms.ForgottenForm",
    "reset_password_from_key": "drehscheibe.doors.staff.sign_in.forms.NewPasswordForm",
    "set_password": "drehscheibe.doors.staff.sign_in.forms.FirstPasswordForm",
    "change_password": "drehscheibe.doors.staff.sign_in.forms.ChangedPasswordForm",
}
ACCOUNT_RATE_LIMITS = {  # `key` is account and address together; see AccountAdapter
    "login": None,  # 300 honest people may come through one address
    "login_failed": "60/m/ip,10/900s/key",
    "reset_password": "60/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("DREHSCHEIBE_PROXIES", 0)
PASSWORD_RESET_TIMEOUT = 60 * 60
# allauth's own generator writes a second, unverified address beside the account's
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the account's address was proved by its invitation
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # identity is (issuer, subject), never the address
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_TOLERANCE = 1  # clocks may differ by half a minute; each code still counts once
MFA_FORMS = {
    "authenticate": "drehscheibe.doors.staff.sign_in.forms.CodeForm",
    "reauthenticate": "drehscheibe.doors.staff.sign_in.forms.CodeAgainForm",
    "activate_totp": "drehscheibe.doors.staff.sign_in.forms.ActivateForm",
    "add_webauthn": "drehscheibe.doors.staff.sign_in.forms.AddKeyForm",
    "edit_webauthn": "drehscheibe.doors.staff.sign_in.forms.RenameKeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Drehscheibe"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # a whole Kreis may share one address
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # sign-ins are in our own record
AXES_USERNAME_CALLABLE = "drehscheibe.doors.staff.sign_in.slow_down.account_mark"
AXES_CLIENT_IP_CALLABLE = "drehscheibe.doors.staff.sign_in.slow_down.address"
AXES_LOCKOUT_CALLABLE = "drehscheibe.doors.staff.sign_in.slow_down.locked_page"
AXES_SENSITIVE_PARAMETERS = ["login", "email", "next", "csrfmiddlewaretoken"]
SESSION_ENGINE = "drehscheibe.kernel.access.sessions"
SESSION_COOKIE_NAME = "sitzung"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "drehscheibe.doors.staff.sign_in.asking.token_does_not_fit"
DREHSCHEIBE_ROLES = "drehscheibe.config.roles.ROLES"

# What a browser may do with our pages.
SECURE_SSL_REDIRECT = False  # the proxy in front does that; see docs/how-to/operate.md
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: carries KERN's mask icons
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# Languages of the interface by their own names (docs/rooms/language.md); the texts are written in
# German. A code is tag, address and, by `to_locale`, folder of the catalogue: de-simple, de_Simple.
LANGUAGE_CODE = "de"
LANGUAGES = [
    ("de", "Deutsch"),
    ("de-simple", "Leichte Sprache"),
    ("en", "English"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("fa", "فارسی"),
    ("ku", "Kurdî (Kurmancî)"),
    ("ro", "Română"),
    ("bg", "Български"),
    ("fr", "Français"),
]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "drehscheibe/kernel/language/locale"]
FORMAT_MODULE_PATH = ["drehscheibe.kernel.language.formats"]  # for what Django has no formats of
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [path for path in [VAR_DIR / "assets"] if path.exists()]
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DREHSCHEIBE_UPLOAD_LIMIT = env.number("DREHSCHEIBE_UPLOAD_LIMIT", 20 * 1024 * 1024)
UPLOADS_TOGETHER = ((r"^/(?:[a-z]{2}(?:-[a-z]+)?/)?foerderung/antrag/[^/]+/nachweis/belege/$", 6),)
"""Addresses that take several files in one request, and as many times the limit of one."""
DREHSCHEIBE_REQUESTS_A_MINUTE = env.number("DREHSCHEIBE_REQUESTS_A_MINUTE", 600)  # docs/adr/0029
DREHSCHEIBE_FONT_DIR = VAR_DIR / "fonts"
DREHSCHEIBE_LINK_CHECKS = env.flag("DREHSCHEIBE_LINK_CHECKS", default=not DEMONSTRATION)
DREHSCHEIBE_TRANSLATOR = env.text("DREHSCHEIBE_TRANSLATOR", "")  # off; see docs/adr/0027
DREHSCHEIBE_TRANSLATOR_KEY = env.text("DREHSCHEIBE_TRANSLATOR_KEY", "")

EMAIL_HOST = env.text("DREHSCHEIBE_MAIL_HOST", "localhost")
EMAIL_PORT = env.number("DREHSCHEIBE_MAIL_PORT", 25)
DREHSCHEIBE_MAIL = env.flag("DREHSCHEIBE_MAIL", default=False)
DREHSCHEIBE_MAIL_RETURNS = env.flag("DREHSCHEIBE_MAIL_RETURNS", default=False)
_SENDING = "smtp" if DREHSCHEIBE_MAIL else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{_SENDING}.EmailBackend"
EMAIL_TIMEOUT = 10
IMAP_HOST = env.text("DREHSCHEIBE_IMAP_HOST", "")
IMAP_PORT = env.number("DREHSCHEIBE_IMAP_PORT", 993)
IMAP_TLS = env.flag("DREHSCHEIBE_IMAP_TLS", default=True)
IMAP_USER = env.text("DREHSCHEIBE_IMAP_USER", "")
IMAP_PASSWORD = env.text("DREHSCHEIBE_IMAP_PASSWORD", "")
IMAP_FOLDER = env.text("DREHSCHEIBE_IMAP_FOLDER", "INBOX")
IMAP_REFUSED = env.text("DREHSCHEIBE_IMAP_REFUSED", "Abgelehnt")
DEFAULT_FROM_EMAIL = env.text("DREHSCHEIBE_MAIL_FROM", "drehscheibe@example.org")

# Jobs are declared in the rooms' own way (kernel/jobs); nothing else is searched for at the start.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

# What the operator must say about the installation; empty values show as gaps on the legal pages.
DREHSCHEIBE_OPERATOR = {
    "name": env.text("DREHSCHEIBE_OPERATOR_NAME", ""),
    "address": env.text("DREHSCHEIBE_OPERATOR_ADDRESS", ""),
    "phone": env.text("DREHSCHEIBE_OPERATOR_PHONE", ""),
    "email": env.text("DREHSCHEIBE_OPERATOR_EMAIL", ""),
    "represented_by": env.text("DREHSCHEIBE_OPERATOR_REPRESENTED_BY", ""),
    "data_protection_officer": env.text("DREHSCHEIBE_OPERATOR_DPO", ""),
    "security_contact": env.text("DREHSCHEIBE_OPERATOR_SECURITY", ""),
}
