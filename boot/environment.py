"""The environment variables Django is given. docs/how-to/operate.md explains each one."""

import os
import secrets
from collections.abc import Mapping

from boot.telling import VAR, surroundings

TEST_SECRET = "only-for-tests-" + "x" * 40


def secret_key() -> str:
    """The installation's secret, generated once into `var/secret` (readable by its owner only)."""
    VAR.mkdir(parents=True, exist_ok=True)
    file = VAR / "secret"
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(48) + "\n")
    return file.read_text(encoding="ascii").strip()


def own_database() -> bool:
    """Whether the embedded server is used, because no DATABASE_URL names another."""
    return not os.environ.get("DATABASE_URL")


def wants_demo() -> bool:
    """Invented people are loaded by default, but never into a server of the operator's own."""
    asked = os.environ.get("DREHSCHEIBE_DEMO") or ("1" if own_database() else "0")
    return asked.strip().lower() in {"1", "true", "yes", "ja", "on"}


def for_running(url: str) -> dict[str, str]:
    """For serving and commands; `url` counts only when DATABASE_URL is not set."""
    given = {
        "DREHSCHEIBE_SECRET_KEY": os.environ.get("DREHSCHEIBE_SECRET_KEY") or secret_key(),
        "DREHSCHEIBE_DEMO": "1" if wants_demo() else "0",
        "DREHSCHEIBE_HTTPS": os.environ.get("DREHSCHEIBE_HTTPS", "0"),
    }
    return complete(given, url)


def for_tests(url: str) -> dict[str, str]:
    """For tests and static checks: fixed secret, plain HTTP, no demonstration banner."""
    given = {
        "DREHSCHEIBE_SECRET_KEY": TEST_SECRET,
        "DREHSCHEIBE_DEMO": "0",
        "DREHSCHEIBE_HTTPS": "0",
    }
    return complete(given, url)


def complete(given: Mapping[str, str], url: str) -> dict[str, str]:
    """Add what every use shares; libpq's own variables must not redirect the embedded server.

    Compiled modules are kept in `var/pycache`: without them each start takes 2 seconds longer.
    """
    env = {
        **surroundings(given),
        "DJANGO_SETTINGS_MODULE": "drehscheibe.config.settings",
        "PYTHONPYCACHEPREFIX": str(VAR / "pycache"),
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["DREHSCHEIBE_VAR"] = str(VAR)
    if own_database():
        env = {key: value for key, value in env.items() if not key.startswith("PG")}
        env["DATABASE_URL"] = url
    return env
