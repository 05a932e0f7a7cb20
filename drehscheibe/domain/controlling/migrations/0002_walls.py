"""Row-level security (ministries never see a draft), status guards, freezes, F14 in the database."""

from pathlib import Path

from django.db import migrations

from drehscheibe.domain.centres.walls import OWN_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

SQL = Path(__file__).parent / "sql"

BY_AN_ADVISER = (
    "EXISTS (SELECT 1 FROM organisations_organisation o"
    " WHERE o.kind = 'coordinating_office' AND o.id = ANY ((SELECT app_organisations())::bigint[]))"
)
PUT_FORWARD = "status NOT IN ('draft', 'locally_agreed', 'discarded')"
SHARED = f"(shared_at IS NOT NULL AND status <> 'discarded' AND {BY_AN_ADVISER})"
# a row shows when the row it belongs to shows: the inner query is under that one's own policy
OF_A_VISIBLE = "{} IN (SELECT id FROM controlling_{})"
WHERE = "{} IN (SELECT id FROM controlling_{} WHERE {})"
OF_OWN_GOAL = WHERE.format("goal_id", "goal", OWN_CENTRE)
OF_SHARED_GOAL = WHERE.format(
    "goal_id", "goal", WHERE.format("period_id", "goalperiod", "shared_at IS NOT NULL")
)
SUBMITTED = f"(submitted_at IS NOT NULL OR ({BY_AN_ADVISER} AND {OF_SHARED_GOAL}))"
CHILDREN = {
    "goal": ("period_id", "goalperiod"),
    "measure": ("version_id", "goalversion"),
    "goaldecision": ("version_id", "goalversion"),
    "indicator": ("goal_id", "goal"),
    "indicatorterms": ("version_id", "goalversion"),
    "target": ("terms_id", "indicatorterms"),
}


class Migration(migrations.Migration):
    """Walls around goals and figures."""

    dependencies = [
        ("controlling", "0001_initial"),
        ("permissions", "0001_second_wall"),
        ("workflow", "0002_status_guard"),
    ]
    operations = [
        guard_status("controlling_goalperiod", "controlling.period", "draft"),
        guard_status("controlling_goal", "controlling.goal", "draft"),
        protect("controlling_goalperiod", own=OWN_CENTRE, released=f"({PUT_FORWARD}) OR {SHARED}"),
        protect(
            "controlling_goalversion",
            own=OF_OWN_GOAL,
            released=f"{OF_A_VISIBLE.format('goal_id', 'goal')} AND {SUBMITTED}",
        ),
        *(
            protect(f"controlling_{table}", own=OF_A_VISIBLE.format(*parent))
            for table, parent in CHILDREN.items()
        ),
        protect(  # between the centre and its adviser; no ministry reads it
            "controlling_goaladvice",
            own=WHERE.format("version_id", "goalversion", OF_OWN_GOAL),
            released=f"{BY_AN_ADVISER} AND {OF_A_VISIBLE.format('version_id', 'goalversion')}",
        ),
        protect("controlling_activity", own=OWN_CENTRE),
        protect("controlling_localfield", own=OWN_CENTRE, released="true"),
        protect(
            "controlling_value",
            own=OWN_CENTRE,
            released=f"role <> 'actual' AND {OF_A_VISIBLE.format('indicator_id', 'indicator')}",
        ),
        migrations.RunSQL(
            (SQL / "agreement.sql").read_text("utf-8"),
            (SQL / "agreement_undo.sql").read_text("utf-8"),
        ),
    ]
