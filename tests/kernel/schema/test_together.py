"""Changes taken together leave the very tables that they leave one by one."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from drehscheibe.kernel.schema.together import Together, around, together

pytestmark = pytest.mark.django_db

FOUND = """
SELECT 'column', column_name, data_type || is_nullable FROM information_schema.columns
 WHERE table_name LIKE 'trial_%'
UNION ALL
SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE conrelid::regclass::text LIKE 'trial_%'
UNION ALL
SELECT 'index', indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'trial_%'
"""


def made() -> list[Operation]:
    """A table that points at a later one, a field, a rule and an index joined to it."""
    return [
        migrations.CreateModel("Seat", [("id", models.BigAutoField(primary_key=True))]),
        migrations.CreateModel("Hall", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AddField(
            "seat", "hall", models.ForeignKey("trial.Hall", models.PROTECT, related_name="+")
        ),
        migrations.AddField("seat", "row", models.IntegerField(default=1)),
        migrations.AddConstraint(
            "seat", models.CheckConstraint(condition=models.Q(row__gt=0), name="row_counts")
        ),
        migrations.AddIndex("seat", models.Index(fields=["row"], name="seat_by_row")),
    ]


def altered() -> list[Operation]:
    """Tables that stand already: a rule goes, another comes, a field grows, a table joins."""
    return [
        migrations.RemoveConstraint("seat", "row_counts"),
        migrations.AlterField("seat", "row", models.BigIntegerField(null=True)),
        migrations.AddField("hall", "name", models.CharField(max_length=20, default="")),
        migrations.AddConstraint(
            "hall", models.UniqueConstraint(fields=["name"], name="one_hall_of_a_name")
        ),
        migrations.CreateModel(
            "Door",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("hall", models.ForeignKey("trial.Hall", models.CASCADE)),
            ],
        ),
    ]


@pytest.fixture(autouse=True)
def owner() -> None:
    """Tables are made by their owner; the role of the pages may not. Ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def run(
    operations: list[Operation], state: ProjectState, *, back: bool = False, room: str = "trial"
) -> ProjectState:
    """As Django's own executor does it."""
    migration = type("Migration", (migrations.Migration,), {"operations": operations})(
        "0001_trial", room
    )
    with connection.schema_editor(atomic=False) as editor:
        taken: ProjectState = (migration.unapply if back else migration.apply)(state, editor)
    return taken


def tables() -> set[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(FOUND)
        return {tuple(row) for row in cursor.fetchall()}


@pytest.mark.parametrize("way", [list, together], ids=["one by one", "together"])
def test_a_trial_ends_where_it_should(way: type) -> None:
    state = run(way(altered()), run(way(made()), ProjectState()))
    names = {(kind, name) for kind, name, _ in tables()}
    assert {("constraint", "one_hall_of_a_name"), ("index", "seat_by_row")} <= names
    assert ("constraint", "row_counts") not in names
    assert set(state.models) == {("trial", "seat"), ("trial", "hall"), ("trial", "door")}


def test_the_same_tables_come_of_both_ways() -> None:
    run(altered(), run(made(), ProjectState()))
    plain = tables()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE trial_door, trial_seat, trial_hall")
    assert tables() == set()
    run(together(altered()), run(together(made()), ProjectState()))
    assert tables() == plain


def test_a_step_taken_back_leaves_what_was_before() -> None:
    before = run(together(made()), ProjectState())
    first = tables()
    run(together(altered()), before.clone())
    assert tables() != first
    run(together(altered()), before, back=True)
    assert tables() == first


def test_other_kinds_stay_where_they_stand() -> None:
    """SQL between two tables still runs between them."""
    between = migrations.RunSQL("SELECT 1")
    taken = together([*made(), between, *altered()])
    assert [type(each) for each in taken] == [Together, migrations.RunSQL, Together]
    assert taken[1] is between


def test_only_what_the_room_points_at_is_drawn() -> None:
    """Who points at it is not: to make its table nobody needs them."""
    state = run(together(made()), ProjectState())
    key = ("id", models.BigAutoField(primary_key=True))
    hall = ("hall", models.ForeignKey("trial.Hall", models.CASCADE))
    migrations.CreateModel("Guest", [key, hall]).state_forwards("visits", state)
    assert set(around("visits", state).models) == {("trial", "hall"), ("visits", "guest")}
    assert ("visits", "guest") not in around("trial", state).models


def test_a_key_that_grows_takes_along_who_points_at_it() -> None:
    """From another room too: its column must hold the key."""
    small, big = models.IntegerField(primary_key=True), models.BigIntegerField(primary_key=True)
    points = models.ForeignKey("trial.Hall", models.CASCADE)
    state = run(together([migrations.CreateModel("Hall", [("id", small)])]), ProjectState())
    key = ("id", models.BigAutoField(primary_key=True))
    guest = migrations.CreateModel("Guest", [key, ("hall", points)])
    state = run(together([guest]), state, room="trial_visits")
    run(together([migrations.AlterField("hall", "id", big)]), state)
    assert ("column", "hall_id", "bigintNO") in tables()


def test_the_picture_is_of_the_day_somebody_looks() -> None:
    """A copy shows what stood when it was taken, the original what came after."""
    state = run(together(made()), ProjectState())
    copy = state.clone()
    state.models["trial", "hall"].options["verbose_name"] = "Saal"
    assert state.apps.get_model("trial", "Hall")._meta.verbose_name == "Saal"
    assert copy.apps.get_model("trial", "Hall")._meta.verbose_name == "hall"
