"""Surveys, responses, provenance."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """Surveys, responses, provenance."""

    initial = True

    dependencies = [
        ("documents", "0002_content_never_changes"),
        ("organisations", "0002_addresses"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="Survey",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("title", models.CharField(max_length=200, verbose_name="Titel")),
                    ("intro", models.TextField(blank=True, verbose_name="Worum es geht")),
                    (
                        "year",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Abfrage des Jahres"
                        ),
                    ),
                    ("closes_at", models.DateTimeField(verbose_name="Frist")),
                    (
                        "shows",
                        models.CharField(
                            choices=[
                                ("aggregate", "die zusammengefassten Ergebnisse"),
                                ("nothing", "nur die eigene Antwort"),
                            ],
                            default="aggregate",
                            max_length=9,
                            verbose_name="Danach sehen alle",
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("open", "Läuft"),
                                ("closed", "Beendet"),
                                ("published", "Ergebnis veröffentlicht"),
                                ("cancelled", "Abgebrochen"),
                            ],
                            default="draft",
                            max_length=9,
                            verbose_name="Stand",
                        ),
                    ),
                    ("created_at", models.DateTimeField(verbose_name="angelegt")),
                    (
                        "created_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "owner",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="surveys",
                            to="organisations.organisation",
                            verbose_name="gestellt von",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Abfrage",
                    "verbose_name_plural": "Abfragen",
                    "ordering": ("-created_at", "-id"),
                },
            ),
            migrations.CreateModel(
                name="Question",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("place", models.PositiveSmallIntegerField(verbose_name="Platz")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("text", "kurzer Text"),
                                ("long", "langer Text"),
                                ("number", "Zahl"),
                                ("one", "eine Auswahl"),
                                ("several", "mehrere zur Auswahl"),
                                ("matrix", "Tabelle"),
                                ("day", "Datum"),
                                ("file", "Datei"),
                            ],
                            max_length=7,
                            verbose_name="Art",
                        ),
                    ),
                    ("text", models.CharField(max_length=500, verbose_name="Frage")),
                    ("help", models.TextField(blank=True, verbose_name="Hilfe")),
                    ("required", models.BooleanField(default=False, verbose_name="Pflicht")),
                    ("unit", models.CharField(blank=True, max_length=40, verbose_name="Einheit")),
                    (
                        "choices",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=200),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="Auswahl",
                        ),
                    ),
                    (
                        "lines",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=200),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="Zeilen",
                        ),
                    ),
                    (
                        "figure",
                        models.CharField(blank=True, max_length=60, verbose_name="Bekannte Zahl"),
                    ),
                    (
                        "asked_if_values",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=200),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="beantwortet mit",
                        ),
                    ),
                    (
                        "removed_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="herausgenommen"),
                    ),
                    (
                        "asked_if",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="surveys.question",
                            verbose_name="nur wenn",
                        ),
                    ),
                    (
                        "survey",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="questions",
                            to="surveys.survey",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Frage",
                    "verbose_name_plural": "Fragen",
                    "ordering": ("place", "id"),
                },
            ),
            migrations.CreateModel(
                name="SurveyResponse",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("not_opened", "Noch nicht geöffnet"),
                                ("draft", "In Arbeit"),
                                ("internal_review", "Zur Freigabe bei der Leitung"),
                                ("submitted", "Abgegeben"),
                                ("returned", "Zurückgegeben"),
                                ("declined", "Abgelehnt"),
                            ],
                            default="not_opened",
                            max_length=15,
                            verbose_name="Stand",
                        ),
                    ),
                    ("edits", models.PositiveIntegerField(default=0, verbose_name="Speicherungen")),
                    (
                        "field_versions",
                        models.JSONField(
                            blank=True, default=dict, verbose_name="Stände der Felder"
                        ),
                    ),
                    (
                        "kept_input",
                        models.JSONField(
                            blank=True, default=dict, verbose_name="noch nicht lesbar"
                        ),
                    ),
                    (
                        "locked_until",
                        models.DateTimeField(blank=True, null=True, verbose_name="gesperrt bis"),
                    ),
                    ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                    (
                        "submitted_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="abgegeben"),
                    ),
                    (
                        "contact",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="people.person",
                            verbose_name="zuletzt bearbeitet von",
                        ),
                    ),
                    (
                        "locked_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                        ),
                    ),
                    (
                        "survey",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="responses",
                            to="surveys.survey",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Antwort einer Organisation",
                    "verbose_name_plural": "Antworten von Organisationen",
                    "ordering": ("organisation__name", "id"),
                },
            ),
            migrations.CreateModel(
                name="SetAside",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("typed", models.JSONField(default=dict, verbose_name="getippt")),
                    ("at", models.DateTimeField(verbose_name="am")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "response",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="set_aside",
                            to="surveys.surveyresponse",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Beiseite gelegter Text",
                    "verbose_name_plural": "Beiseite gelegte Texte",
                },
            ),
            migrations.CreateModel(
                name="ResponseVersion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("version", models.PositiveSmallIntegerField(verbose_name="Fassung")),
                    ("answers", models.JSONField(verbose_name="Antworten")),
                    ("submitted_at", models.DateTimeField(verbose_name="abgegeben")),
                    (
                        "submitted_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "response",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="versions",
                            to="surveys.surveyresponse",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Fassung einer Antwort",
                    "verbose_name_plural": "Fassungen von Antworten",
                    "ordering": ("response", "version"),
                },
            ),
            migrations.CreateModel(
                name="Answer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("value", models.JSONField(null=True, verbose_name="Antwort")),
                    (
                        "document",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    (
                        "question",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="answers",
                            to="surveys.question",
                        ),
                    ),
                    (
                        "response",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="answers",
                            to="surveys.surveyresponse",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Antwort",
                    "verbose_name_plural": "Antworten",
                },
            ),
            migrations.CreateModel(
                name="Use",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "text",
                        models.CharField(max_length=300, verbose_name="Wie es angewandt wird"),
                    ),
                    ("since", models.DateField(verbose_name="seit")),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                        ),
                    ),
                    (
                        "told_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Anwendung",
                    "verbose_name_plural": "Anwendungen",
                    "ordering": ("since", "id"),
                },
            ),
            migrations.CreateModel(
                name="ProvenanceLink",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("source_kind", models.CharField(max_length=10, verbose_name="Art der Quelle")),
                    ("source_id", models.BigIntegerField(verbose_name="Quelle")),
                    ("target_kind", models.CharField(max_length=10, verbose_name="Art der Folge")),
                    ("target_id", models.BigIntegerField(verbose_name="Folge")),
                    ("linked_at", models.DateTimeField(verbose_name="verknüpft")),
                    (
                        "linked_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Verknüpfung",
                    "verbose_name_plural": "Verknüpfungen",
                    "indexes": [
                        models.Index(fields=["target_kind", "target_id"], name="provenance_back")
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("source_kind", "source_id", "target_kind", "target_id"),
                            name="provenance_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("source_id", models.F("target_id")),
                                ("source_kind", models.F("target_kind")),
                                _negated=True,
                            ),
                            name="provenance_of_another",
                        ),
                    ],
                },
            ),
            migrations.AddConstraint(
                model_name="survey",
                constraint=models.UniqueConstraint(
                    condition=models.Q(
                        ("year__isnull", False), models.Q(("status", "cancelled"), _negated=True)
                    ),
                    fields=("year",),
                    name="survey_one_of_a_year",
                ),
            ),
            migrations.AddConstraint(
                model_name="question",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind__in", ["one", "several", "matrix"]), _negated=True),
                        models.Q(("choices", []), _negated=True),
                        _connector="OR",
                    ),
                    name="question_has_choices",
                ),
            ),
            migrations.AddConstraint(
                model_name="question",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "matrix"), _negated=True),
                        models.Q(("lines", []), _negated=True),
                        _connector="OR",
                    ),
                    name="question_matrix_has_lines",
                ),
            ),
            migrations.AddConstraint(
                model_name="question",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "number"), _negated=True),
                        models.Q(("unit", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="question_number_has_unit",
                ),
            ),
            migrations.AddConstraint(
                model_name="question",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("asked_if__isnull", True), ("asked_if_values", [])),
                        models.Q(
                            ("asked_if__isnull", False),
                            models.Q(("asked_if_values", []), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="question_condition_whole",
                ),
            ),
            migrations.AddConstraint(
                model_name="surveyresponse",
                constraint=models.UniqueConstraint(
                    fields=("survey", "organisation"), name="survey_response_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="surveyresponse",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("locked_by__isnull", True),
                        ("locked_until__isnull", False),
                        _connector="OR",
                    ),
                    name="response_lock_whole",
                ),
            ),
            migrations.AddConstraint(
                model_name="surveyresponse",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("status", "declined"), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="response_declined_with_reason",
                ),
            ),
            migrations.AddConstraint(
                model_name="setaside",
                constraint=models.UniqueConstraint(
                    fields=("response", "by"), name="survey_aside_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="responseversion",
                constraint=models.UniqueConstraint(
                    fields=("response", "version"), name="survey_response_version_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="answer",
                constraint=models.UniqueConstraint(
                    fields=("response", "question"), name="survey_answer_once"
                ),
            ),
        ]
    )
