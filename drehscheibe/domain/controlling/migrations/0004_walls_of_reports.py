"""Walls around reports and dialogues; what was signed never changes."""

from pathlib import Path

from django.db import migrations

from drehscheibe.domain.centres.walls import OWN_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

SQL = Path(__file__).parent / "sql"

OF_OWN = "{} IN (SELECT id FROM controlling_{} WHERE {})"
# a row shows when the row it belongs to shows: the inner query is under that one's own policy
OF_A_VISIBLE = "{} IN (SELECT id FROM controlling_{})"
OF_OWN_REPORT = OF_OWN.format("report_id", "annualreport", OWN_CENTRE)


class Migration(migrations.Migration):
    """The network sees signed versions only; drafts stay with the centre."""

    dependencies = [("controlling", "0003_reports_and_returns")]
    operations = [
        guard_status("controlling_annualreport", "controlling.report", "draft"),
        guard_status("controlling_dialogue", "controlling.dialogue", "preparing"),
        guard_status("controlling_statewideproject", "controlling.project", "planned"),
        protect("controlling_annualreport", own=OWN_CENTRE, released="status <> 'draft'"),
        protect("controlling_reportdraft", own=OF_OWN_REPORT),
        protect("controlling_judgement", own=OF_A_VISIBLE.format("draft_id", "reportdraft")),
        protect("controlling_reportversion", own=OF_A_VISIBLE.format("report_id", "annualreport")),
        protect(
            "controlling_signedjudgement", own=OF_A_VISIBLE.format("version_id", "reportversion")
        ),
        protect("controlling_dialogue", own=OWN_CENTRE, released="true"),
        protect("controlling_agreedstep", own=OF_A_VISIBLE.format("dialogue_id", "dialogue")),
        protect("controlling_lockexception", own=OWN_CENTRE, released="true"),
        protect("controlling_valuesheet", own=OWN_CENTRE),
        protect("controlling_planningmapping", own=OWN_CENTRE),
        migrations.RunSQL(
            (SQL / "signed.sql").read_text("utf-8"), (SQL / "signed_undo.sql").read_text("utf-8")
        ),
    ]
