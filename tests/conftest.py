"""What every test may use: the database as the web role sees it, the clock, doors to sign in."""

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import override_settings
from hypothesis import settings as settings_of_hypothesis
from psycopg.pq import TransactionStatus
from pytest_django.plugin import DjangoDbBlocker

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.doors.api.limits import counter
from drehscheibe.kernel.people.models import Person
from drehscheibe.kernel.permissions.second_wall import acting_as_system
from tests import factories, searching
from tests.browser import browser  # noqa: F401 (a fixture for every folder)
from tests.kept import NOON, for_the_file
from tests.standing_tables import empty_tables

settings_of_hypothesis.load_profile(searching.LANDING)  # --hypothesis-profile is heard later
REACH = "SELECT coalesce(current_setting('app.reach', true), '')"
gc.set_threshold(50_000, 20, 20)  # parsed files and pages are many objects, hardly any in circles


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
) -> Iterator[None]:
    """Create the schema as its owner, then let every test run as the web role (attack 3)."""
    from django.test.utils import setup_databases, teardown_databases

    from drehscheibe.doors.console.management.commands.prepare_database import grant_to_web_role

    with django_db_blocker.unblock():
        connection.settings_dict["CONN_MAX_AGE"] = 0  # a server thread leaves no session behind
        _assume(None)
        created = setup_databases(verbosity=0, interactive=False, keepdb=django_db_keepdb)
        grant_to_web_role()
        _assume(settings.WEB_ROLE)
    yield
    with django_db_blocker.unblock():
        _assume(None)
        if not django_db_keepdb:
            _end_other_sessions()
            teardown_databases(created, verbosity=0)


def _end_other_sessions() -> None:
    """A thread that listens for changes may still hold a session; a used database stays."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [connection.settings_dict["NAME"]],
        )


def _assume(role: str | None) -> None:
    options = connection.settings_dict["OPTIONS"]
    options.pop("assume_role", None)
    if role:
        options["assume_role"] = role
    connection.close()


@pytest.fixture(scope="session", autouse=True)
def _tables_are_emptied_quickly() -> Iterator[None]:
    """A test that commits leaves no row behind; see tests/standing_tables.py."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: empty_tables())
        yield


@pytest.fixture(autouse=True)
def _wall_open_for_the_test_itself(request: pytest.FixtureRequest) -> Iterator[None]:
    """Test code arranges rows as the system; a page begins with the wall closed, as in operation.

    Whoever signs in opens it for themselves; who does not reads what anybody may.
    """
    marker = request.node.get_closest_marker("django_db")
    names = set(request.fixturenames)
    if not marker and not names & {"db", "transactional_db"}:
        yield
        return
    transactional = "transactional_db" in names or bool(marker and marker.kwargs.get("transaction"))
    request.getfixturevalue("transactional_db" if transactional else "db")
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.WEB_ROLE}")
        cursor.execute("SELECT set_config('app.reach', 'system', false)")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", _asked_behind_the_wall)
        yield


def _asked_behind_the_wall(client: Client, _ask: Any = Client.request, **environ: Any) -> Any:
    """Past Django's own cursor, so that nobody counts these questions as the page's."""
    connection.ensure_connection()
    wire: psycopg.Connection = connection.connection
    before = wire.execute(REACH).fetchone()
    wire.execute("SELECT set_config('app.reach', '', false)")
    try:
        return _ask(client, **environ)
    finally:
        if not wire.closed and wire.info.transaction_status != TransactionStatus.INERROR:
            wire.execute("SELECT set_config('app.reach', %s, false)", before)


@pytest.fixture(autouse=True)
def _nobody_has_asked_before() -> None:
    """A process counts who asks and who fails to sign in; the tests before are not visitors."""
    cache.clear()
    counter.forget()


@pytest.fixture(scope="session", autouse=True)
def _files_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Uploads and letters of tests land in a folder of their own."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture
def noon() -> datetime:
    """A quiet moment: Wednesday, 14 September 2022, 12:00 in Düsseldorf."""
    return NOON


@pytest.fixture(scope="module")
def whole_register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """54 centres, 396 municipalities, outlines: loaded once for a file, undone at its end."""
    with for_the_file(django_db_blocker):
        with acting_as_system():
            import_register(at=datetime(2026, 1, 1, tzinfo=UTC))
        yield


@pytest.fixture
def as_person() -> Callable[[Person], Client]:
    """A browser in which this person is signed in, second factor included."""
    return factories.client_of
