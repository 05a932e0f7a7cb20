"""Sums for every field of action, so that a page reads sums and no rows of single goals."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


SQL = Path(__file__).parent / "sql"
TOUCHED = """(
    SELECT f.* FROM (SELECT DISTINCT u.* FROM unnest({keys}) u) k JOIN {facts} f
        ON {entry}f.year = k.year AND f.district = k.district AND f.kind = k.kind AND f.size = k.size
)"""
UNDO = """
DROP VIEW reporting_goalcell_source;
DROP VIEW reporting_fieldcell_source;
DROP VIEW reporting_valueyear_source;
DROP FUNCTION reporting_refresh_goalcells(reporting_stratum[]);
DROP FUNCTION reporting_refresh_fieldcells(reporting_key[]);
DROP FUNCTION reporting_rebuild();
DROP FUNCTION reporting_refresh_years(reporting_key[]);
DROP TYPE reporting_stratum;
DROP FUNCTION reporting_cells_in_fields(int, int, varchar[], bigint[], boolean);
"""
EARLIER = (
    ("keeping.sql", "reporting_refresh_values"),
    ("keeping.sql", "reporting_refresh_goals"),
    ("reading.sql", "reporting_goal_totals"),
    ("fields.sql", "reporting_cells_in_fields"),
    ("fields.sql", "reporting_held_in_fields"),
)


def earlier() -> str:
    """The functions as earlier migrations made them, for those who go back."""
    found = []
    for name, function in EARLIER:
        text = (SQL / name).read_text("utf-8")
        begins = text.index(f"CREATE FUNCTION {function}(")
        ends = text.index("$$;", begins) + len("$$;")
        found.append(text[begins:ends].replace("CREATE", "CREATE OR REPLACE", 1))
    return "\n".join(found)


def cells() -> str:
    """What a cell is, once for all facts (views that prove) and once for the touched ones."""
    goals, fields = (
        (SQL / name).read_text("utf-8") for name in ("goalcells.sql", "fieldcells.sql")
    )
    touched_goals = TOUCHED.format(keys="strata", facts="reporting_goalfact", entry="")
    touched_values = TOUCHED.format(
        keys="keys", facts="reporting_valuefact", entry="f.entry_id = k.entry_id AND "
    )
    text = (SQL / "cells.sql").read_text("utf-8")
    for name, meant in (
        ("TOUCHED_GOALCELLS", goals.replace("GOALFACTS", touched_goals)),
        ("TOUCHED_FIELDCELLS", fields.replace("VALUEFACTS", touched_values)),
        ("GOALCELLS", goals.replace("GOALFACTS", "reporting_goalfact")),
        ("FIELDCELLS", fields.replace("VALUEFACTS", "reporting_valuefact")),
    ):
        text = text.replace(name, meant)
    return text


class Migration(migrations.Migration):
    dependencies = [
        ("centres", "0014_words_and_days_of_fields"),
        ("controlling", "0010_dialogue_walls"),
        ("reporting", "0005_facts_of_a_goal"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="FieldCell",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                    ("district", models.CharField(max_length=40, verbose_name="Regierungsbezirk")),
                    ("kind", models.CharField(max_length=5, verbose_name="Kreis oder Stadt")),
                    ("size", models.PositiveSmallIntegerField(verbose_name="Größenklasse")),
                    ("field", models.CharField(max_length=60, verbose_name="Handlungsfeld")),
                    (
                        "strand",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("idb", "Integration durch Bildung"),
                                ("iq", "Integration als Querschnittsaufgabe"),
                                ("ehrenamt", "Ehrenamt"),
                            ],
                            max_length=10,
                            verbose_name="Strang",
                        ),
                    ),
                    ("centres", models.PositiveIntegerField(verbose_name="Zentren")),
                    ("amount", models.BigIntegerField(verbose_name="Summe in Hundertsteln")),
                    ("of", models.BigIntegerField(null=True, verbose_name="von, in Hundertsteln")),
                    ("highest", models.BigIntegerField(verbose_name="höchster Wert")),
                    (
                        "highest_of",
                        models.BigIntegerField(null=True, verbose_name="höchster Wert, von"),
                    ),
                    ("held", models.PositiveIntegerField(verbose_name="Werte über 0")),
                ],
                options={
                    "verbose_name": "Summe eines Handlungsfelds",
                    "verbose_name_plural": "Summen der Handlungsfelder",
                    "ordering": ("id",),
                },
            ),
            migrations.CreateModel(
                name="GoalCell",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                    ("district", models.CharField(max_length=40, verbose_name="Regierungsbezirk")),
                    ("kind", models.CharField(max_length=5, verbose_name="Kreis oder Stadt")),
                    ("size", models.PositiveSmallIntegerField(verbose_name="Größenklasse")),
                    (
                        "field",
                        models.CharField(blank=True, max_length=60, verbose_name="Handlungsfeld"),
                    ),
                    (
                        "strand",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("idb", "Integration durch Bildung"),
                                ("iq", "Integration als Querschnittsaufgabe"),
                                ("ehrenamt", "Ehrenamt"),
                            ],
                            max_length=10,
                            verbose_name="Strang",
                        ),
                    ),
                    ("centres", models.PositiveIntegerField(verbose_name="Zentren mit Zielen")),
                    ("judging", models.PositiveIntegerField(verbose_name="Zentren mit Urteilen")),
                    ("goals", models.PositiveIntegerField(verbose_name="Ziele in Kraft")),
                    ("measures", models.PositiveIntegerField(verbose_name="Maßnahmen")),
                    ("indicators", models.PositiveIntegerField(verbose_name="Indikatoren")),
                    ("linked", models.PositiveIntegerField(verbose_name="davon im Katalog")),
                    ("reached", models.PositiveIntegerField(verbose_name="erreicht")),
                    ("partly", models.PositiveIntegerField(verbose_name="teilweise erreicht")),
                    ("missed", models.PositiveIntegerField(verbose_name="verfehlt")),
                    ("dropped", models.PositiveIntegerField(verbose_name="entfallen")),
                ],
                options={
                    "verbose_name": "Ziele einer Schicht",
                    "verbose_name_plural": "Ziele der Schichten",
                    "ordering": ("id",),
                },
            ),
            migrations.CreateModel(
                name="ValueYear",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                ],
                options={
                    "verbose_name": "Stand eines Indikators in einem Jahr",
                    "verbose_name_plural": "Stände der Indikatoren",
                    "ordering": ("id",),
                },
            ),
            migrations.RemoveIndex(
                model_name="goalfact",
                name="goal_fact_of_year",
            ),
            migrations.RemoveIndex(
                model_name="valuecell",
                name="value_cell_of_year",
            ),
            migrations.RemoveIndex(
                model_name="valuefact",
                name="value_fact_of_cell",
            ),
            migrations.AddIndex(
                model_name="valuefact",
                index=models.Index(
                    fields=["entry", "year", "district", "kind", "size"],
                    include=("role", "split", "strand", "goal", "centre", "amount", "of"),
                    name="value_fact_read_alone",
                ),
            ),
            migrations.AddField(
                model_name="goalfact",
                name="within",
                field=django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=60),
                    default=list,
                    size=None,
                    verbose_name="Handlungsfelder mit allen darüber",
                ),
            ),
            migrations.AlterField(
                model_name="goalfact",
                name="goal",
                field=models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="controlling.goal",
                ),
            ),
            migrations.AlterField(
                model_name="reportfact",
                name="report",
                field=models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="controlling.annualreport",
                ),
            ),
            migrations.AlterField(
                model_name="valuecell",
                name="entry",
                field=models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="controlling.catalogueentry",
                ),
            ),
            migrations.AlterField(
                model_name="valuefact",
                name="entry",
                field=models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="controlling.catalogueentry",
                ),
            ),
            migrations.AlterField(
                model_name="valuefact",
                name="goal",
                field=models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="controlling.goal",
                ),
            ),
            migrations.AlterField(
                model_name="valuefact",
                name="indicator",
                field=models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="controlling.indicator",
                ),
            ),
            migrations.AddIndex(
                model_name="goalfact",
                index=models.Index(
                    fields=["year", "district", "kind", "size"], name="goal_fact_of_stratum"
                ),
            ),
            migrations.AddIndex(
                model_name="valuecell",
                index=models.Index(
                    fields=["role", "split", "strand", "year", "entry"],
                    include=(
                        "district",
                        "kind",
                        "size",
                        "centres",
                        "amount",
                        "of",
                        "highest",
                        "highest_of",
                    ),
                    name="value_cell_read_alone",
                ),
            ),
            migrations.AddField(
                model_name="fieldcell",
                name="entry",
                field=models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="controlling.catalogueentry",
                ),
            ),
            migrations.AddConstraint(
                model_name="goalcell",
                constraint=models.UniqueConstraint(
                    fields=("year", "field", "strand", "district", "kind", "size"),
                    name="goal_cell_once",
                ),
            ),
            migrations.AddField(
                model_name="valueyear",
                name="entry",
                field=models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="controlling.catalogueentry",
                ),
            ),
            migrations.AddIndex(
                model_name="fieldcell",
                index=models.Index(
                    fields=["entry", "year", "district", "kind", "size"], name="field_cell_of_cell"
                ),
            ),
            migrations.AddConstraint(
                model_name="fieldcell",
                constraint=models.UniqueConstraint(
                    fields=("field", "strand", "year", "entry", "district", "kind", "size"),
                    name="field_cell_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="valueyear",
                constraint=models.UniqueConstraint(
                    fields=("entry", "year"), name="value_year_once"
                ),
            ),
            migrations.RunSQL(cells() + "SELECT reporting_rebuild()", UNDO + earlier()),
        ]
    )
