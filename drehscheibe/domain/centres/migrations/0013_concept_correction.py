"""A recorded decision may be corrected: with its row of both versions, and in no other way."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status

BODIES = [
    ("rat", "Rat der Stadt"),
    ("kreistag", "Kreistag"),
    ("staedteregionstag", "Städteregionstag"),
]
STATES = [
    ("proposed", "Vorgeschlagen"),
    ("confirmed", "Bestätigt"),
    ("declined", "Nicht übernommen"),
]
TABLE = "centres_conceptcorrection"
OWN = (
    "concept_id IN (SELECT id FROM centres_integrationconcept WHERE"
    " centre_id IN (SELECT id FROM centres_centre WHERE"
    " organisation_id = ANY((SELECT app_organisations())::bigint[])"
    " OR carrier_id = ANY((SELECT app_organisations())::bigint[])))"
)
CONFIRMED = "status = 'confirmed' AND concept_id IN (SELECT id FROM centres_integrationconcept)"

# placeholders: {correction} is the passage that lets a confirmed correction through
FROZEN = """
CREATE OR REPLACE FUNCTION centres_concept_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['status', 'updated_on'];
BEGIN
    IF OLD.status = 'draft' THEN
        RETURN NEW;
    END IF;
    IF OLD.municipalities_agreed_on IS NULL THEN
        free := free || ARRAY['municipalities_agreed_on', 'municipalities_note'];
    END IF;
    {correction}
    IF to_jsonb(NEW) - free <> to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'concept % is decided; only an update changes it', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
LET_THROUGH = """
    IF EXISTS (
        SELECT 1 FROM centres_conceptcorrection c
        WHERE c.concept_id = OLD.id AND c.status = 'confirmed'
          AND (c.former_body, c.former_decided_on, c.former_paper_number, c.former_decision_url)
            = (OLD.body, OLD.decided_on, OLD.paper_number, OLD.decision_url)
          AND (c.body, c.decided_on, c.paper_number, c.decision_url)
            = (NEW.body, NEW.decided_on, NEW.paper_number, NEW.decision_url)
    ) THEN
        free := free || ARRAY['body', 'decided_on', 'paper_number', 'decision_url'];
    END IF;
"""
STANDS = """
CREATE FUNCTION centres_correction_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['status', 'settled_by_id', 'settled_at'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.settled_at IS NOT NULL
       OR to_jsonb(NEW) - free <> to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'correction % stands as it was proposed', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER centres_correction_stands BEFORE UPDATE OR DELETE ON centres_conceptcorrection
    FOR EACH ROW EXECUTE FUNCTION centres_correction_stands();
"""


def person(*, null: bool = False) -> models.ForeignKey:
    """A link to a person that keeps the person."""
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
    )


class Migration(migrations.Migration):
    """Table, walls, and the one more thing that a decided concept lets through."""

    dependencies = [("centres", "0012_founding_refused"), ("people", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="ConceptCorrection",
            fields=[
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("status", models.CharField(
                    choices=STATES, default="proposed", max_length=12, verbose_name="Stand")),
                ("body", models.CharField(
                    choices=BODIES, max_length=20, verbose_name="Beschlossen durch")),
                ("decided_on", models.DateField(verbose_name="Beschlossen am")),
                ("paper_number", models.CharField(
                    max_length=60, verbose_name="Drucksache oder Vorlage")),
                ("decision_url", models.URLField(
                    blank=True, max_length=500, verbose_name="Link zum Beschluss")),
                ("former_body", models.CharField(
                    choices=BODIES, max_length=20, verbose_name="bisher beschlossen durch")),
                ("former_decided_on", models.DateField(verbose_name="bisher beschlossen am")),
                ("former_paper_number", models.CharField(
                    max_length=60, verbose_name="bisherige Drucksache")),
                ("former_decision_url", models.URLField(
                    blank=True, max_length=500, verbose_name="bisheriger Link")),
                ("reason", models.TextField(verbose_name="Begründung")),
                ("proposed_at", models.DateTimeField(verbose_name="vorgeschlagen")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="entschieden")),
                ("concept", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="corrections",
                    to="centres.integrationconcept")),
                ("proposed_by", person()),
                ("settled_by", person(null=True)),
            ],
            options={
                "verbose_name": "Berichtigung eines Beschlusses",
                "verbose_name_plural": "Berichtigungen von Beschlüssen",
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        name="correction_one_open", fields=("concept",),
                        condition=models.Q(status="proposed")),
                    models.CheckConstraint(
                        name="correction_says_why",
                        condition=~models.Q(reason="") & ~models.Q(paper_number="")),
                ],
            },
        ),
        guard_status(TABLE, "centres.correction", "proposed"),
        protect(TABLE, own=OWN),
        migrations.RunSQL(
            f"CREATE POLICY {TABLE}_readable ON {TABLE} FOR SELECT USING ({CONFIRMED})",
            f"DROP POLICY {TABLE}_readable ON {TABLE}",
        ),
        migrations.RunSQL(STANDS, "DROP FUNCTION centres_correction_stands() CASCADE"),
        migrations.RunSQL(FROZEN.format(correction=LET_THROUGH), FROZEN.format(correction="")),
    ]  # fmt: skip
