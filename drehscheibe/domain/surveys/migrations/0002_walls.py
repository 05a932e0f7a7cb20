"""Walls around surveys, statuses with their steps, versions that stand."""

from pathlib import Path

from django.db import migrations

from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

SQL = Path(__file__).parent / "sql"
MINE = "ANY ((SELECT app_organisations())::bigint[])"
OWNED = f"survey_id IN (SELECT id FROM surveys_survey WHERE owner_id = {MINE})"  # noqa: S608
SURVEY = (
    f"owner_id = {MINE} OR (status <> 'draft' AND id = ANY ((SELECT surveys_asked())::bigint[]))"
)
RESPONSE = f"organisation_id = {MINE} OR {OWNED}"
OWN_RESPONSE = (
    f"response_id IN (SELECT id FROM surveys_surveyresponse WHERE organisation_id = {MINE})"  # noqa: S608
)
SUBMITTED = (
    f"response_id IN (SELECT id FROM surveys_surveyresponse WHERE status = 'submitted' AND {OWNED})"  # noqa: S608
)
ANY_VERSION = f"response_id IN (SELECT id FROM surveys_surveyresponse WHERE {OWNED})"  # noqa: S608


class Migration(migrations.Migration):
    """Drafts of a centre are its own; the asking body reads what was submitted."""

    dependencies = [
        ("surveys", "0001_initial"),
        ("permissions", "0003_which_day"),
        ("groups", "0002_walls"),
        ("workflow", "0002_status_guard"),
    ]
    operations = [
        migrations.RunSQL(
            (SQL / "walls.sql").read_text("utf-8"), (SQL / "walls_undo.sql").read_text("utf-8")
        ),
        guard_status("surveys_survey", "surveys.survey", "draft"),
        guard_status("surveys_surveyresponse", "surveys.response", "not_opened"),
        protect("surveys_survey", own=SURVEY),
        protect("surveys_question", own="survey_id IN (SELECT id FROM surveys_survey)"),
        protect("surveys_surveyresponse", own=RESPONSE),
        protect("surveys_answer", own=f"{OWN_RESPONSE} OR {SUBMITTED}"),
        protect("surveys_setaside", own="by_id = (SELECT app_person())"),
        protect("surveys_responseversion", own=f"{OWN_RESPONSE} OR {ANY_VERSION}"),
        protect("surveys_use", own="(SELECT groups_in_network())"),
        protect("surveys_provenancelink", own="(SELECT groups_in_network())"),
    ]
