"""Row-level security, status guards, freezes, and the sums the database itself holds to."""

from pathlib import Path

from django.db import migrations

from drehscheibe.domain.centres.walls import OWN_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

SQL = Path(__file__).parent / "sql"

GRANTED = "status NOT IN ('planned', 'prepared')"
OF_THE_AUTHORITY = "authority_id = ANY ((SELECT app_organisations())::bigint[])"
OF_THE_LINK = "(SELECT forwarding_open_case())"
# a row shows when the row it belongs to shows: the inner query is under that one's own policy
OF_A_VISIBLE = "{} IN (SELECT id FROM forwarding_{})"
CHILDREN = {
    "municipalshare": ("allocation_id", "allocation"),
    "caseitem": ("case_id", "forwardingcase"),
    "casequery": ("case_id", "forwardingcase"),
    "forwardingcontract": ("case_id", "forwardingcase"),
    "forwardingpayment": ("case_id", "forwardingcase"),
    "forwardingrepayment": ("case_id", "forwardingcase"),
    "forwardingproof": ("case_id", "forwardingcase"),
    "forwardingproofline": ("proof_id", "forwardingproof"),
    "forwardingvoucher": ("proof_id", "forwardingproof"),
    "jurymember": ("meeting_id", "jurymeeting"),
    "juryconflict": ("member_id", "jurymember"),
    "juryvote": ("member_id", "jurymember"),
}


def _sql(name: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        (SQL / f"{name}.sql").read_text("utf-8"), (SQL / f"{name}_undo.sql").read_text("utf-8")
    )


class Migration(migrations.Migration):
    """Walls around forwarded money."""

    dependencies = [
        ("forwarding", "0001_initial"),
        ("permissions", "0001_second_wall"),
        ("payments", "0002_walls"),
        ("workflow", "0002_status_guard"),
    ]
    operations = [
        guard_status("forwarding_allocation", "forwarding.allocation", "planned"),
        guard_status("forwarding_forwardingcall", "forwarding.call", "draft"),
        guard_status("forwarding_forwardingcase", "forwarding.case", "draft"),
        _sql("open_case"),
        protect(
            "forwarding_allocation",
            own=f"({OWN_CENTRE} AND {GRANTED}) OR {OF_THE_AUTHORITY}",
            released=GRANTED,
        ),
        protect("forwarding_forwardingcall", own=OWN_CENTRE),
        migrations.RunSQL(
            "CREATE POLICY forwarding_forwardingcall_public ON forwarding_forwardingcall"
            " FOR SELECT USING (status <> 'draft')",  # everybody may read an opened call
            "DROP POLICY forwarding_forwardingcall_public ON forwarding_forwardingcall",
        ),
        protect("forwarding_forwardingcase", own=f"id = {OF_THE_LINK} OR {OWN_CENTRE}"),
        protect("forwarding_jurymeeting", own=OWN_CENTRE),
        *(
            protect(f"forwarding_{table}", own=OF_A_VISIBLE.format(key, parent))
            for table, (key, parent) in CHILDREN.items()
        ),
        _sql("limits"),
        _sql("freezes"),
        _sql("sums"),
    ]
