"""The same walls, found by key: a page of one centre costs the same in a network of any size."""

from django.db import migrations

from drehscheibe.domain.centres.walls import OF_READERS_CENTRE as OWN
from drehscheibe.kernel.permissions.second_wall import protect_anew, shows_with

ADVISES = """
CREATE FUNCTION controlling_advises() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM organisations_organisation
                    WHERE kind = 'coordinating_office' AND id = ANY (app_organisations()))
$$
"""
BY_AN_ADVISER = "(SELECT controlling_advises())"
IN_THE_NETWORK = "(SELECT app_reach()) = 'network'"
PUT_FORWARD = "status NOT IN ('draft', 'locally_agreed', 'discarded')"
SHARED = f"shared_at IS NOT NULL AND status <> 'discarded' AND {BY_AN_ADVISER}"
PERIOD_IS_SHARED = shows_with(
    "goal.period_id", "controlling_goalperiod", "goalperiod.shared_at IS NOT NULL"
)
VERSION_IS_OPEN = (
    f"goal.{OWN} OR ({IN_THE_NETWORK} AND (controlling_goalversion.submitted_at IS NOT NULL"
    f" OR ({BY_AN_ADVISER} AND {PERIOD_IS_SHARED})))"
)
OF_CENTRES = ("activity", "planningmapping", "planningupload", "valuecheck", "valuesheet")
CHILDREN = {
    "goal": ("period_id", "goalperiod"),
    "measure": ("version_id", "goalversion"),
    "goaldecision": ("version_id", "goalversion"),
    "indicator": ("goal_id", "goal"),
    "indicatorterms": ("version_id", "goalversion"),
    "target": ("terms_id", "indicatorterms"),
    "judgement": ("draft_id", "reportdraft"),
    "reportversion": ("report_id", "annualreport"),
    "signedjudgement": ("version_id", "reportversion"),
    "agreedstep": ("dialogue_id", "dialogue"),
}


def _of(table: str, column: str, above: str, when: str = "true") -> str:
    return shows_with(f"controlling_{table}.{column}", f"controlling_{above}", when)


class Migration(migrations.Migration):
    """Who sees what stays as it was (0002, 0004, 0006, 0008, 0010)."""

    dependencies = [
        ("controlling", "0010_dialogue_walls"),
        ("centres", "0015_centres_of_the_reader"),
    ]
    operations = [
        migrations.RunSQL(ADVISES, "DROP FUNCTION controlling_advises()"),
        protect_anew("controlling_goalperiod", own=OWN, released=f"({PUT_FORWARD}) OR ({SHARED})"),
        protect_anew(
            "controlling_goalversion",
            own=_of("goalversion", "goal_id", "goal", VERSION_IS_OPEN),
        ),
        protect_anew(
            "controlling_goaladvice",
            own=_of(
                "goaladvice",
                "version_id",
                "goalversion",
                shows_with("goalversion.goal_id", "controlling_goal", f"goal.{OWN}"),
            ),
            released=f"{BY_AN_ADVISER} AND {_of('goaladvice', 'version_id', 'goalversion')}",
        ),
        *(
            protect_anew(f"controlling_{table}", own=_of(table, *above))
            for table, above in CHILDREN.items()
        ),
        *(protect_anew(f"controlling_{table}", own=OWN) for table in OF_CENTRES),
        *(
            protect_anew(f"controlling_{table}", own=OWN, released="true")
            for table in ("localfield", "lockexception", "participation")
        ),
        protect_anew(
            "controlling_value",
            own=OWN,
            released=f"role <> 'actual' AND {_of('value', 'indicator_id', 'indicator')}",
        ),
        protect_anew("controlling_annualreport", own=OWN, released="status <> 'draft'"),
        protect_anew(
            "controlling_reportdraft",
            own=_of("reportdraft", "report_id", "annualreport", f"annualreport.{OWN}"),
        ),
        protect_anew(
            "controlling_councilreport",
            own=_of("councilreport", "report_id", "annualreport", f"annualreport.{OWN}"),
        ),
        protect_anew("controlling_dialogue", own=OWN, released=BY_AN_ADVISER),
    ]
