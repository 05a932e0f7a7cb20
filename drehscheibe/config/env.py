"""Settings from the environment: safe unless told otherwise, loud when something is missing."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of an environment variable; a missing one without default stops the start."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(
            f"Die Einstellung {name} fehlt. Siehe docs/how-to/operate.md; "
            "`make run` setzt sie für den Betrieb auf diesem Rechner selbst."
        )
    return value


def flag(name: str, *, default: bool) -> bool:
    """A yes/no setting; 1, true, yes, ja and on mean yes."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "ja", "on"}


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, str(default))
    if not value.strip().isdigit():
        raise ImproperlyConfigured(f"{name} muss eine ganze Zahl sein, ist aber „{value}“.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A comma separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(name: str, *, assume_role: str | None) -> dict[str, Any]:
    """A `postgresql://user:password@host:port/name?host=/socket/folder` address for Django.

    With `assume_role` every connection takes on that role, so that row-level security and
    revoked rights bind although the login role owns the tables.
    """
    parts = urlsplit(text(name))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} muss mit postgresql:// beginnen.")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    if assume_role:
        options["assume_role"] = assume_role
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
