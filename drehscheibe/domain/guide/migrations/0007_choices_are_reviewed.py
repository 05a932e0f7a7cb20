"""Which courses stand in a section is part of its wording, so that a second person reads it."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

MOVE = """
UPDATE guide_wording w SET choice = s.choice FROM guide_section s
    WHERE s.id = w.section_id AND s.choice <> '' AND w.language = 'de';
UPDATE guide_sectiondraft d SET choice = s.choice FROM guide_section s
    WHERE s.id = d.section_id AND s.choice <> '' AND d.language = 'de';
"""
BACK = """
UPDATE guide_section s SET choice = w.choice FROM guide_wording w
    WHERE s.id = w.section_id AND w.choice <> '' AND w.language = 'de' AND w.shown;
"""
STANDS = """
CREATE OR REPLACE FUNCTION guide_wording_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR ({new}) IS DISTINCT FROM ({old}) THEN
        RAISE EXCEPTION 'a published wording does not change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
COLUMNS = (
    "section_id", "language", "number", "body", "meaning", "translates", "machine", "native",
    "published_at",
)  # fmt: skip


def stands(*columns: str) -> str:
    """The guard of these columns of a published wording."""
    new, old = (", ".join(f"{row}.{each}" for each in columns) for row in ("NEW", "OLD"))
    return STANDS.format(new=new, old=old)


def choice() -> models.CharField:  # type: ignore[type-arg] # of a migration
    """The column, at its old place and its new ones."""
    return models.CharField(
        blank=True, default="", max_length=200, verbose_name="Auswahl der Kurse",
        help_text="Was hinter dem Fragezeichen einer Kurssuche steht.",
    )  # fmt: skip


def german_only(name: str) -> models.CheckConstraint:
    """A choice holds in all languages and stands once."""
    condition = models.Q(("choice", ""), ("language", "de"), _connector="OR")
    return models.CheckConstraint(condition=condition, name=name)


class Migration(migrations.Migration):
    dependencies = [("guide", "0006_pictures")]

    operations = [
        *together(
            [
                migrations.AddField("sectiondraft", "choice", choice(), preserve_default=False),
                migrations.AddField("wording", "choice", choice(), preserve_default=False),
            ]
        ),
        migrations.RunSQL(MOVE, BACK),
        migrations.RunSQL(stands(*COLUMNS, "choice"), stands(*COLUMNS)),
        *together(
            [
                migrations.RemoveConstraint("section", "guide_section_chooses_courses"),
                migrations.RemoveField("section", "choice"),
                migrations.AddConstraint(
                    "sectiondraft", german_only("guide_draft_chooses_in_german")
                ),
                migrations.AddConstraint("wording", german_only("guide_wording_chooses_in_german")),
            ]
        ),
    ]
