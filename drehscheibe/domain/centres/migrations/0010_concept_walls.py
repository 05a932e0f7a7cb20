"""Drafts of concepts and foundings stay with their centre; a status moves only with its history.

Writing needs the own centre (or the system). Reading is open to everybody for what a council
decided in public, and to the network for foundings once they were requested. Participations and
updates show with their concept.
"""

from django.db import migrations, models

from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status
from drehscheibe.kernel.schema.together import together

OWN = (
    "centre_id IN (SELECT id FROM centres_centre WHERE"
    " organisation_id = ANY((SELECT app_organisations())::bigint[])"
    " OR carrier_id = ANY((SELECT app_organisations())::bigint[]))"
)
CONCEPT = "centres_integrationconcept"
# a part shows when its concept shows: the inner query is under the concept's own policies
OWN_CONCEPT = "concept_id IN (SELECT id FROM centres_integrationconcept WHERE " + OWN + ")"  # noqa: S608 (constants)
VISIBLE_CONCEPT = "concept_id IN (SELECT id FROM centres_integrationconcept)"
OWN_FOUNDING = "founding_id IN (SELECT id FROM centres_founding WHERE " + OWN + ")"  # noqa: S608 (constants)
VISIBLE_FOUNDING = "founding_id IN (SELECT id FROM centres_founding)"
PARTS = ("centres_conceptparticipation", "centres_conceptupdate")


def readable(table: str, condition: str) -> migrations.RunSQL:
    """A second policy, for reading only."""
    return migrations.RunSQL(
        f"CREATE POLICY {table}_readable ON {table} FOR SELECT USING ({condition})",
        f"DROP POLICY {table}_readable ON {table}",
    )


FREEZE = """
CREATE FUNCTION centres_concept_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'draft'
       AND to_jsonb(NEW) - 'status' - 'updated_on' <> to_jsonb(OLD) - 'status' - 'updated_on' THEN
        RAISE EXCEPTION 'concept % is decided; only an update changes it', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER centres_concept_frozen BEFORE UPDATE ON centres_integrationconcept
    FOR EACH ROW EXECUTE FUNCTION centres_concept_frozen();

CREATE FUNCTION centres_participation_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    concept bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.concept_id ELSE NEW.concept_id END;
    stands text;
BEGIN
    SELECT status INTO stands FROM centres_integrationconcept WHERE id = concept;
    IF stands <> 'draft' THEN
        RAISE EXCEPTION 'concept % is decided; its participation stands', concept
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER centres_participation_frozen
    BEFORE INSERT OR UPDATE OR DELETE ON centres_conceptparticipation
    FOR EACH ROW EXECUTE FUNCTION centres_participation_frozen();

CREATE TRIGGER centres_update_append_only BEFORE UPDATE OR DELETE ON centres_conceptupdate
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER centres_decision_append_only BEFORE UPDATE OR DELETE ON centres_foundingdecision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

UNFREEZE = """
DROP TRIGGER centres_decision_append_only ON centres_foundingdecision;
DROP TRIGGER centres_update_append_only ON centres_conceptupdate;
DROP TRIGGER centres_participation_frozen ON centres_conceptparticipation;
DROP FUNCTION centres_participation_frozen();
DROP TRIGGER centres_concept_frozen ON centres_integrationconcept;
DROP FUNCTION centres_concept_frozen();
"""

STATES = [
    ("council_decision", "Beschluss von Rat oder Kreistag"),
    ("principle_request", "Grundsätzliche Genehmigung beantragt"),
    ("principle_approved", "Grundsätzlich genehmigt"),
    ("full_application", "Vollständiger Antrag gestellt"),
    ("granted", "Bewilligt"),
    ("returned", "Zurückgegeben"),
]


class Migration(migrations.Migration):
    """Walls, status guards, and what stands once decided."""

    dependencies = [
        ("centres", "0001_initial"),
        ("permissions", "0001_second_wall"),
        ("audit", "0002_append_only"),
        ("workflow", "0002_status_guard"),
    ]
    operations = together(
        [
            migrations.AlterField(
                "founding",
                "status",
                models.CharField(
                    choices=STATES, default="council_decision", max_length=30, verbose_name="Stand"
                ),
            ),
            guard_status(CONCEPT, "centres.concept", "draft"),
            guard_status("centres_founding", "centres.founding", "council_decision"),
            protect(CONCEPT, own=OWN),
            readable(CONCEPT, "status IN ('adopted', 'updated', 'superseded')"),
            *(protect(part, own=OWN_CONCEPT) for part in PARTS),
            *(readable(part, VISIBLE_CONCEPT) for part in PARTS),
            protect("centres_founding", own=OWN, released="status <> 'council_decision'"),
            protect(
                "centres_foundingdecision",
                own=OWN_FOUNDING,
                released=VISIBLE_FOUNDING,
            ),
            migrations.RunSQL(FREEZE, UNFREEZE),
        ]
    )
