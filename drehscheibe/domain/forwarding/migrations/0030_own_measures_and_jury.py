"""A centre's own measures, compared with third parties' (K12), and persons of the platform in juries."""

from pathlib import Path

import django.db.models.deletion
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together
from django.db.models import F, Q

from drehscheibe.domain.centres.walls import OWN_CENTRE
from drehscheibe.kernel.permissions.second_wall import protect

SQL = Path(__file__).parent / "sql"
LINES = [
    ("material", "Sachausgaben der Grundförderung"),
    ("volunteering", "Ehrenamt und Väterarbeit (Nr. 2.3)"),
    ("forwarded", "weitergeleitetes Programm, vom Zentrum selbst durchgeführt"),
    ("other", "anderes Programm"),
]


def _sql(name: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        (SQL / f"{name}.sql").read_text("utf-8"), (SQL / f"{name}_undo.sql").read_text("utf-8")
    )


class Migration(migrations.Migration):
    """What double funding needs to be noticed across lines, and who votes in a jury."""

    dependencies = [
        ("centres", "0013_concept_correction"),
        ("forwarding", "0022_proof_and_interest"),
        ("funding", "0030_reclaims_and_holds"),
        ("people", "0002_invitation_to_a_role"),
    ]
    operations = together([
        migrations.CreateModel(
            name="MeasurePlace",
            fields=[
                ("id", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("measure", models.CharField(max_length=40)),
                ("own", models.BooleanField(verbose_name="vom Zentrum selbst durchgeführt")),
                ("reference", models.CharField(max_length=40, verbose_name="Aktenzeichen")),
                ("line", models.CharField(max_length=20, verbose_name="Förderung")),
                ("programme", models.CharField(max_length=120, verbose_name="Programm")),
                ("title", models.CharField(max_length=200, verbose_name="Name der Maßnahme")),
                ("place", models.CharField(max_length=300, verbose_name="Ort der Maßnahme")),
                ("place_key", models.CharField(max_length=200)),
                ("starts_on", models.DateField(verbose_name="Beginn")),
                ("ends_on", models.DateField(verbose_name="Ende")),
            ],
            options={
                "verbose_name": "Ort einer Maßnahme",
                "verbose_name_plural": "Orte der Maßnahmen",
                "db_table": "forwarding_measureplace",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CentreMeasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                (
                    "line",
                    models.CharField(choices=LINES, max_length=20, verbose_name="Förderung"),
                ),
                (
                    "programme",
                    models.CharField(blank=True, max_length=120, verbose_name="Programm"),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Name der Maßnahme")),
                ("street", models.CharField(max_length=150, verbose_name="Straße und Hausnummer")),
                ("postal_code", models.CharField(max_length=5, verbose_name="Postleitzahl")),
                ("town", models.CharField(max_length=80, verbose_name="Ort")),
                ("place_key", models.CharField(editable=False, max_length=200)),
                ("starts_on", models.DateField(verbose_name="Beginn")),
                ("ends_on", models.DateField(verbose_name="Ende")),
                ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                ("withdrawn_on", models.DateField(null=True, verbose_name="herausgenommen am")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_measures",
                        to="centres.centre",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "Eigene Maßnahme",
                "verbose_name_plural": "Eigene Maßnahmen",
                "ordering": ("-fiscal_year", "title", "id"),
                "indexes": [
                    models.Index(fields=["centre", "fiscal_year"], name="own_measure_list"),
                    models.Index(
                        condition=Q(withdrawn_on=None),
                        fields=["place_key"],
                        name="own_measure_place",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(starts_on__lte=F("ends_on"))
                        & Q(starts_on__year=F("fiscal_year"), ends_on__year=F("fiscal_year")),
                        name="own_measure_within_its_year",
                    ),
                    models.CheckConstraint(
                        condition=Q(line__in=["material", "volunteering"], programme="")
                        | (Q(line__in=["forwarded", "other"]) & ~Q(programme="")),
                        name="own_measure_says_what_pays",
                    ),
                    models.CheckConstraint(
                        condition=~Q(title="") & ~Q(place_key=""),
                        name="own_measure_can_be_compared",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="caseitem",
            index=models.Index(condition=~Q(place_key=""), fields=["place_key"], name="item_place"),
        ),
        protect("forwarding_centremeasure", own=OWN_CENTRE),
        _sql("measure_places"),
        migrations.AddField(
            model_name="jurymember",
            name="further_keys",
            field=ArrayField(
                base_field=models.CharField(max_length=200), blank=True, default=list,
                editable=False, size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="jurymember",
            constraint=models.UniqueConstraint(
                fields=("meeting", "person"), name="jury_person_once"
            ),
        ),
        _sql("jury_of_staff"),
    ])  # fmt: skip
