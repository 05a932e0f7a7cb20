"""Goals, decisions, indicators, values, activities."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import drehscheibe.kernel.organisations.models
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """Goals, decisions, indicators, values, activities."""

    initial = True

    dependencies = [
        ("centres", "0014_words_and_days_of_fields"),
        ("people", "0002_invitation_to_a_role"),
        ("territory", "0001_initial"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="CatalogueEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("code", models.SlugField(max_length=40, unique=True, verbose_name="Kürzel")),
                    (
                        "kind",
                        models.CharField(
                            choices=[("count", "Zahl"), ("share", "Anteil (Teil von Ganzem)")],
                            default="count",
                            max_length=8,
                            verbose_name="Art",
                        ),
                    ),
                    (
                        "over_time",
                        models.CharField(
                            choices=[
                                ("sum", "Summe"),
                                ("latest", "letzter Wert"),
                                ("highest", "höchster Wert"),
                            ],
                            max_length=8,
                            verbose_name="Über die Zeit",
                        ),
                    ),
                    (
                        "over_places",
                        models.CharField(
                            choices=[
                                ("sum", "Summe"),
                                ("highest", "höchster Wert"),
                                ("not", "wird nicht zusammengezählt"),
                            ],
                            max_length=8,
                            verbose_name="Über die Zentren",
                        ),
                    ),
                    (
                        "ended_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="nicht mehr verwenden ab"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Indikator des Katalogs",
                    "verbose_name_plural": "Indikatorenkatalog",
                    "ordering": ("code",),
                },
            ),
            migrations.CreateModel(
                name="GoalPeriod",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("starts_on", models.DateField(verbose_name="Beginn")),
                    ("ends_on", models.DateField(verbose_name="Ende")),
                    (
                        "deviation",
                        models.TextField(
                            blank=True, verbose_name="Warum nicht genau zwei Kalenderjahre"
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("locally_agreed", "Örtlich abgestimmt"),
                                ("submitted", "Den Ministerien vorgelegt"),
                                ("agreed", "Vereinbart"),
                                ("closed", "Abgeschlossen"),
                                ("discarded", "Verworfen"),
                            ],
                            default="draft",
                            max_length=20,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "body",
                        models.CharField(
                            blank=True, max_length=150, verbose_name="Örtlich abgestimmt durch"
                        ),
                    ),
                    (
                        "decided_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="Örtlich abgestimmt am"
                        ),
                    ),
                    (
                        "paper_number",
                        models.CharField(
                            blank=True, max_length=60, verbose_name="Drucksache oder Vorlage"
                        ),
                    ),
                    (
                        "shared_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="zur Beratung geöffnet am"
                        ),
                    ),
                    ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="goal_periods",
                            to="centres.centre",
                            verbose_name="Zentrum",
                        ),
                    ),
                    (
                        "concept",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="centres.integrationconcept",
                            verbose_name="Integrationskonzept",
                        ),
                    ),
                    (
                        "created_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Zielperiode",
                    "verbose_name_plural": "Zielperioden",
                    "ordering": ("-starts_on", "-id"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                            name="period_in_order",
                        ),
                        django.contrib.postgres.constraints.ExclusionConstraint(
                            condition=models.Q(("status", "discarded"), _negated=True),
                            expressions=[
                                ("centre", "="),
                                (
                                    drehscheibe.kernel.organisations.models.DateRange(
                                        "starts_on",
                                        "ends_on",
                                        django.contrib.postgres.fields.ranges.RangeBoundary(
                                            inclusive_upper=True
                                        ),
                                    ),
                                    "&&",
                                ),
                            ],
                            name="period_one_a_day",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("status__in", ["draft", "discarded"]),
                                models.Q(
                                    ("decided_on__isnull", False),
                                    models.Q(("body", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="period_names_its_local_agreement",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Goal",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("submitted", "Vorgelegt"),
                                ("returned", "Zur Änderung zurück"),
                                ("agreed", "Vereinbart"),
                                ("revising", "Vereinbart, Änderung in Arbeit"),
                                ("dropped", "Gestrichen"),
                            ],
                            default="draft",
                            max_length=12,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "period",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="goals",
                            to="controlling.goalperiod",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Ziel",
                    "verbose_name_plural": "Ziele",
                    "ordering": ("number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("period", "number"), name="goal_number_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="GoalVersion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Fassung")),
                    (
                        "strand",
                        models.CharField(
                            choices=[
                                ("idb", "Integration durch Bildung"),
                                ("iq", "Integration als Querschnittsaufgabe"),
                                ("ehrenamt", "Ehrenamt"),
                            ],
                            max_length=10,
                            verbose_name="Strang",
                        ),
                    ),
                    ("title", models.CharField(max_length=150, verbose_name="Kurztitel")),
                    ("starting_point", models.TextField(blank=True, verbose_name="Ausgangslage")),
                    ("text", models.TextField(blank=True, verbose_name="Ziel")),
                    (
                        "target_group",
                        models.CharField(blank=True, max_length=300, verbose_name="Zielgruppe"),
                    ),
                    (
                        "source_in_concept",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="Fundstelle im Konzept"
                        ),
                    ),
                    (
                        "reason",
                        models.TextField(blank=True, verbose_name="Grund der neuen Fassung"),
                    ),
                    ("edits", models.PositiveIntegerField(default=1, verbose_name="Speicherungen")),
                    (
                        "field_versions",
                        models.JSONField(
                            blank=True, default=dict, verbose_name="Speicherung je Angabe"
                        ),
                    ),
                    (
                        "kept_input",
                        models.JSONField(
                            blank=True, default=dict, verbose_name="Noch nicht lesbar"
                        ),
                    ),
                    ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                    (
                        "submitted_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="vorgelegt am"),
                    ),
                    (
                        "agreed_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="vereinbart am"),
                    ),
                    (
                        "changed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "fields",
                        models.ManyToManyField(
                            blank=True,
                            related_name="+",
                            to="centres.fieldofaction",
                            verbose_name="Handlungsfelder",
                        ),
                    ),
                    (
                        "goal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="versions",
                            to="controlling.goal",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Fassung eines Ziels",
                    "verbose_name_plural": "Fassungen eines Ziels",
                    "ordering": ("goal", "number"),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("goal", "number"), name="goal_version_once"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("submitted_at__isnull", True)),
                            fields=("goal",),
                            name="goal_one_open_version",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("number", 1),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="goal_later_version_says_why",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("agreed_at__isnull", True),
                                ("agreed_at__gte", models.F("submitted_at")),
                                _connector="OR",
                            ),
                            name="goal_version_agreed_after_submission",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="GoalDecision",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "ministry",
                        models.CharField(
                            choices=[("integration", "Integration"), ("school", "Schule")],
                            max_length=12,
                            verbose_name="Ministerium",
                        ),
                    ),
                    (
                        "verdict",
                        models.CharField(
                            choices=[("agree", "zugestimmt"), ("change", "ändern")],
                            max_length=8,
                            verbose_name="Entscheidung",
                        ),
                    ),
                    ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                    ("at", models.DateTimeField(verbose_name="am")),
                    (
                        "withdrawn_at",
                        models.DateTimeField(null=True, verbose_name="zurückgenommen am"),
                    ),
                    (
                        "withdrawal_reason",
                        models.TextField(blank=True, verbose_name="Grund der Rücknahme"),
                    ),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "withdrawn_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decisions",
                            to="controlling.goalversion",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Entscheidung über ein Ziel",
                    "verbose_name_plural": "Entscheidungen über Ziele",
                    "ordering": ("at", "id"),
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("version", "ministry"),
                            name="goal_decision_one_a_ministry",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("verdict", "agree"),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="goal_change_says_why",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("withdrawn_at__isnull", True),
                                models.Q(
                                    ("withdrawn_by__isnull", False),
                                    models.Q(("withdrawal_reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="goal_withdrawal_says_why",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="GoalAdvice",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("field", models.CharField(blank=True, max_length=30, verbose_name="Zu")),
                    ("comment", models.TextField(blank=True, verbose_name="Hinweis")),
                    (
                        "proposed_text",
                        models.TextField(blank=True, verbose_name="Vorgeschlagener Wortlaut"),
                    ),
                    ("at", models.DateTimeField(verbose_name="am")),
                    (
                        "answer",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("", "offen"),
                                ("accepted", "übernommen"),
                                ("declined", "nicht übernommen"),
                            ],
                            max_length=10,
                            verbose_name="Antwort",
                        ),
                    ),
                    ("answer_note", models.TextField(blank=True, verbose_name="Anmerkung")),
                    ("answered_at", models.DateTimeField(null=True, verbose_name="beantwortet am")),
                    (
                        "answered_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="advice",
                            to="controlling.goalversion",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Beratung zu einem Ziel",
                    "verbose_name_plural": "Beratung zu Zielen",
                    "ordering": ("at", "id"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("comment", ""), _negated=True),
                                models.Q(("proposed_text", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="goal_advice_says_something",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("answer", ""),
                                models.Q(
                                    ("answered_at__isnull", False), ("answered_by__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            name="goal_advice_answered_by_somebody",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Indicator",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                    (
                        "kind",
                        models.CharField(
                            choices=[("count", "Zahl"), ("share", "Anteil (Teil von Ganzem)")],
                            default="count",
                            max_length=8,
                            verbose_name="Art",
                        ),
                    ),
                    (
                        "over_time",
                        models.CharField(
                            choices=[
                                ("sum", "Summe"),
                                ("latest", "letzter Wert"),
                                ("highest", "höchster Wert"),
                            ],
                            default="sum",
                            max_length=8,
                            verbose_name="Über die Zeit",
                        ),
                    ),
                    (
                        "over_places",
                        models.CharField(
                            choices=[
                                ("sum", "Summe"),
                                ("highest", "höchster Wert"),
                                ("not", "wird nicht zusammengezählt"),
                            ],
                            default="sum",
                            max_length=8,
                            verbose_name="Über die Zentren",
                        ),
                    ),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "entry",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="indicators",
                            to="controlling.catalogueentry",
                            verbose_name="Indikator des Katalogs",
                        ),
                    ),
                    (
                        "goal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="indicators",
                            to="controlling.goal",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Indikator",
                    "verbose_name_plural": "Indikatoren",
                    "ordering": ("number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("goal", "number"), name="indicator_number_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="IndicatorTerms",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="Indikator")),
                    ("definition", models.TextField(blank=True, verbose_name="Definition")),
                    ("unit", models.CharField(blank=True, max_length=40, verbose_name="Einheit")),
                    (
                        "direction",
                        models.CharField(
                            choices=[
                                ("more", "mehr ist besser"),
                                ("less", "weniger ist besser"),
                                ("neutral", "nur beschreibend"),
                            ],
                            default="more",
                            max_length=8,
                            verbose_name="Richtung",
                        ),
                    ),
                    (
                        "splits",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="Aufteilungen",
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
                            blank=True, max_length=60, verbose_name="Herkunft der Zahl"
                        ),
                    ),
                    (
                        "baseline",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=14,
                            null=True,
                            verbose_name="Ausgangswert",
                        ),
                    ),
                    (
                        "baseline_of",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=14,
                            null=True,
                            verbose_name="von",
                        ),
                    ),
                    (
                        "indicator",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="terms",
                            to="controlling.indicator",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="indicators",
                            to="controlling.goalversion",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Wortlaut eines Indikators",
                    "verbose_name_plural": "Wortlaute von Indikatoren",
                    "ordering": ("indicator__number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("version", "indicator"), name="indicator_terms_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("baseline__isnull", True), ("baseline__gte", 0), _connector="OR"
                            ),
                            name="indicator_baseline_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("baseline_of__isnull", True),
                                ("baseline_of__gt", 0),
                                _connector="OR",
                            ),
                            name="indicator_baseline_whole",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LocalField",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("label", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                    ("valid_from", models.DateField(verbose_name="gültig von")),
                    (
                        "valid_to",
                        models.DateField(blank=True, null=True, verbose_name="gültig bis"),
                    ),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="local_fields",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "network_fields",
                        models.ManyToManyField(
                            blank=True,
                            related_name="+",
                            to="centres.fieldofaction",
                            verbose_name="Handlungsfelder des Verbunds",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Örtliches Handlungsfeld",
                    "verbose_name_plural": "Örtliche Handlungsfelder",
                    "ordering": ("label",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("centre", "label"), name="local_field_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("valid_to__isnull", True),
                                ("valid_to__gte", models.F("valid_from")),
                                _connector="OR",
                            ),
                            name="local_field_validity_in_order",
                        ),
                    ],
                },
            ),
            migrations.AddField(
                model_name="goalversion",
                name="local_fields",
                field=models.ManyToManyField(
                    blank=True,
                    related_name="+",
                    to="controlling.localfield",
                    verbose_name="Örtliche Handlungsfelder",
                ),
            ),
            migrations.CreateModel(
                name="Measure",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                    ("title", models.CharField(max_length=200, verbose_name="Maßnahme")),
                    (
                        "partners",
                        models.CharField(blank=True, max_length=300, verbose_name="Partner"),
                    ),
                    ("starts_on", models.DateField(blank=True, null=True, verbose_name="von")),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="measures",
                            to="controlling.goalversion",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Maßnahme",
                    "verbose_name_plural": "Maßnahmen",
                    "ordering": ("number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("version", "number"), name="measure_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("starts_on__isnull", True),
                                ("ends_on__isnull", True),
                                ("ends_on__gte", models.F("starts_on")),
                                _connector="OR",
                            ),
                            name="measure_in_order",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Target",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                    (
                        "amount",
                        models.DecimalField(
                            decimal_places=2, max_digits=14, verbose_name="Zielwert"
                        ),
                    ),
                    (
                        "of",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=14,
                            null=True,
                            verbose_name="von",
                        ),
                    ),
                    (
                        "terms",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="targets",
                            to="controlling.indicatorterms",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Zielwert",
                    "verbose_name_plural": "Zielwerte",
                    "ordering": ("year",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("terms", "year"), name="target_once_a_year"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount__gte", 0)), name="target_not_negative"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("of__isnull", True), ("of__gt", 0), _connector="OR"
                            ),
                            name="target_whole",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Value",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("starts_on", models.DateField(verbose_name="von")),
                    ("ends_on", models.DateField(verbose_name="bis")),
                    (
                        "split",
                        models.CharField(blank=True, max_length=40, verbose_name="Aufteilung"),
                    ),
                    (
                        "role",
                        models.CharField(
                            choices=[
                                ("baseline", "Ausgangswert"),
                                ("target", "Zielwert"),
                                ("actual", "Istwert"),
                            ],
                            max_length=8,
                            verbose_name="Rolle",
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(decimal_places=2, max_digits=14, verbose_name="Wert"),
                    ),
                    (
                        "of",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=14,
                            null=True,
                            verbose_name="von",
                        ),
                    ),
                    ("comment", models.TextField(blank=True, verbose_name="Anmerkung")),
                    (
                        "source",
                        models.CharField(
                            blank=True, max_length=60, verbose_name="Herkunft der Zahl"
                        ),
                    ),
                    ("entered_at", models.DateTimeField(verbose_name="eingetragen am")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
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
                    (
                        "indicator",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="values",
                            to="controlling.indicator",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Wert",
                    "verbose_name_plural": "Werte",
                    "ordering": ("indicator", "starts_on", "split", "role"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                            name="value_period_in_order",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount__gte", 0)), name="value_not_negative"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("of__isnull", True),
                                models.Q(("of__gt", 0), ("of__gte", models.F("amount"))),
                                _connector="OR",
                            ),
                            name="value_part_within_whole",
                        ),
                        django.contrib.postgres.constraints.ExclusionConstraint(
                            expressions=[
                                ("indicator", "="),
                                ("split", "="),
                                ("role", "="),
                                (
                                    drehscheibe.kernel.organisations.models.DateRange(
                                        "starts_on",
                                        "ends_on",
                                        django.contrib.postgres.fields.ranges.RangeBoundary(
                                            inclusive_upper=True
                                        ),
                                    ),
                                    "&&",
                                ),
                            ],
                            name="value_once_a_day",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="CatalogueVersion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Fassung")),
                    ("valid_from", models.DateField(verbose_name="gültig ab")),
                    ("name", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                    ("definition", models.TextField(verbose_name="Definition")),
                    ("unit", models.CharField(max_length=40, verbose_name="Einheit")),
                    (
                        "splits",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="Aufteilungen",
                        ),
                    ),
                    (
                        "breaks_series",
                        models.BooleanField(default=False, verbose_name="bricht die Zeitreihe"),
                    ),
                    (
                        "reason",
                        models.TextField(blank=True, verbose_name="Grund der neuen Fassung"),
                    ),
                    ("made_at", models.DateTimeField(verbose_name="angelegt am")),
                    (
                        "entry",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="versions",
                            to="controlling.catalogueentry",
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Fassung eines Indikators",
                    "verbose_name_plural": "Fassungen von Indikatoren",
                    "ordering": ("entry", "valid_from"),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("entry", "number"), name="catalogue_version_once"
                        ),
                        models.UniqueConstraint(
                            fields=("entry", "valid_from"), name="catalogue_one_a_day"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("number", 1),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="catalogue_later_version_says_why",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Activity",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="Schlüssel des Geräts")),
                    ("title", models.CharField(max_length=200, verbose_name="Was")),
                    ("happened_on", models.DateField(verbose_name="Wann")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="bis")),
                    ("place", models.CharField(max_length=150, verbose_name="Wo")),
                    ("audience", models.CharField(max_length=200, verbose_name="Für wen")),
                    (
                        "participants",
                        models.PositiveIntegerField(
                            validators=[django.core.validators.MaxValueValidator(100000)],
                            verbose_name="Wie viele",
                        ),
                    ),
                    (
                        "measure",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Nummer der Maßnahme"
                        ),
                    ),
                    (
                        "hours",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=6,
                            null=True,
                            verbose_name="Stunden",
                        ),
                    ),
                    (
                        "partners",
                        models.CharField(blank=True, max_length=300, verbose_name="Partner"),
                    ),
                    ("note", models.TextField(blank=True, verbose_name="Anmerkung")),
                    ("entered_at", models.DateTimeField(verbose_name="eingetragen am")),
                    ("changed_at", models.DateTimeField(null=True, verbose_name="geändert am")),
                    ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                    (
                        "withdrawn_at",
                        models.DateTimeField(null=True, verbose_name="zurückgenommen am"),
                    ),
                    (
                        "withdrawal_reason",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="Grund der Rücknahme"
                        ),
                    ),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="activities",
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
                    (
                        "fields",
                        models.ManyToManyField(
                            blank=True,
                            related_name="+",
                            to="centres.fieldofaction",
                            verbose_name="Handlungsfelder",
                        ),
                    ),
                    (
                        "municipality",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.municipality",
                            verbose_name="Gemeinde",
                        ),
                    ),
                    (
                        "withdrawn_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "goal",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="activities",
                            to="controlling.goal",
                            verbose_name="Ziel",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Aktivität",
                    "verbose_name_plural": "Aktivitäten",
                    "ordering": ("-happened_on", "-id"),
                    "indexes": [
                        models.Index(
                            fields=["centre", "-happened_on"], name="activity_of_centre_by_day"
                        )
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True),
                                ("until__gte", models.F("happened_on")),
                                _connector="OR",
                            ),
                            name="activity_in_order",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("participants__lte", 100000)),
                            name="activity_counts_people",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("measure__isnull", True), ("goal__isnull", False), _connector="OR"
                            ),
                            name="activity_measure_of_a_goal",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("withdrawn_at__isnull", True),
                                models.Q(
                                    ("withdrawn_by__isnull", False),
                                    models.Q(("withdrawal_reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="activity_withdrawal_says_why",
                        ),
                    ],
                },
            ),
        ]
    )
