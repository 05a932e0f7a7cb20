import django.contrib.postgres.fields
import django.db.models.deletion
from decimal import Decimal
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("centres", "0001_initial"),
        ("documents", "0002_content_never_changes"),
        ("organisations", "0001_initial"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="Application",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "number",
                        models.CharField(max_length=30, unique=True, verbose_name="Aktenzeichen"),
                    ),
                    ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="Haushaltsjahr")),
                    ("guideline", models.CharField(max_length=10, verbose_name="Richtlinie")),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("signed_off", "Fachlich gezeichnet"),
                                ("submitted", "Eingereicht"),
                                ("query", "Rückfrage offen"),
                                ("prepared", "Entscheidung vorbereitet"),
                                ("granted", "Bewilligt"),
                                ("rejected", "Abgelehnt"),
                                ("withdrawn", "Zurückgenommen"),
                                ("final", "Bestandskräftig"),
                            ],
                            default="draft",
                            max_length=20,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "declarations",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=2),
                            default=list,
                            size=None,
                            verbose_name="Erklärungen",
                        ),
                    ),
                    (
                        "head_share",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=3,
                            null=True,
                            verbose_name="Stellenanteil der Leitung",
                        ),
                    ),
                    (
                        "deputy_share",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=3,
                            null=True,
                            verbose_name="Stellenanteil der Stellvertretung",
                        ),
                    ),
                    (
                        "seconded_teachers",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=4,
                            null=True,
                            verbose_name="abgeordnete Lehrkräfte (Stellen)",
                        ),
                    ),
                    (
                        "komm_an_posts",
                        models.DecimalField(
                            decimal_places=2,
                            default=Decimal("0"),
                            max_digits=3,
                            verbose_name="Stellen KOMM-AN NRW, Teil I",
                        ),
                    ),
                    (
                        "kept_input",
                        models.JSONField(
                            blank=True, default=dict, verbose_name="noch nicht lesbare Eingaben"
                        ),
                    ),
                    (
                        "field_versions",
                        models.JSONField(
                            blank=True, default=dict, verbose_name="Fassung je Angabe"
                        ),
                    ),
                    (
                        "requested",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="Beantragt"
                        ),
                    ),
                    (
                        "granted",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="Bewilligt"
                        ),
                    ),
                    ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                    ("submitted_on", models.DateField(null=True, verbose_name="eingereicht am")),
                    (
                        "authority",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                        ),
                    ),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="applications",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "concept",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
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
                    (
                        "lay_interpreter_concept",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Antrag",
                    "verbose_name_plural": "Anträge",
                    "ordering": ("-fiscal_year", "number"),
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("status__in", ["withdrawn", "rejected"]), _negated=True
                            ),
                            fields=("centre", "fiscal_year"),
                            name="application_one_a_year",
                            violation_error_message="Für dieses Haushaltsjahr gibt es schon einen Antrag.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("granted__isnull", True),
                                ("granted__lte", models.F("requested")),
                                _connector="OR",
                            ),
                            name="application_granted_at_most_requested",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("requested__isnull", True),
                                    ("requested__gte", 0),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("granted__isnull", True), ("granted__gte", 0), _connector="OR"
                                ),
                            ),
                            name="application_amounts_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("status__in", ["draft", "signed_off", "withdrawn"]),
                                models.Q(
                                    ("requested__isnull", False), ("submitted_on__isnull", False)
                                ),
                                _connector="OR",
                            ),
                            name="application_submitted_is_complete",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Advice",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.TextField(verbose_name="Hinweis")),
                    ("at", models.DateTimeField(verbose_name="am")),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="advice",
                            to="funding.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Fachlicher Hinweis",
                    "verbose_name_plural": "Fachliche Hinweise",
                    "ordering": ("at",),
                },
            ),
            migrations.CreateModel(
                name="Decision",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "outcome",
                        models.CharField(
                            choices=[("grant", "Bewilligung"), ("reject", "Ablehnung")],
                            max_length=10,
                            verbose_name="Entscheidung",
                        ),
                    ),
                    (
                        "staff",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=12,
                            verbose_name="Personalausgaben",
                        ),
                    ),
                    (
                        "material",
                        models.DecimalField(
                            decimal_places=2, default=0, max_digits=12, verbose_name="Sachausgaben"
                        ),
                    ),
                    (
                        "komm_an",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=12,
                            verbose_name="KOMM-AN Teil I",
                        ),
                    ),
                    ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                    ("prepared_at", models.DateTimeField(verbose_name="vorbereitet am")),
                    ("decided_on", models.DateField(null=True, verbose_name="entschieden am")),
                    (
                        "remedy_until",
                        models.DateField(null=True, verbose_name="Rechtsbehelf möglich bis"),
                    ),
                    (
                        "waived_on",
                        models.DateField(null=True, verbose_name="Rechtsbehelfsverzicht vom"),
                    ),
                    (
                        "application",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="decision",
                            to="funding.application",
                        ),
                    ),
                    (
                        "decided_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "notice",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    (
                        "prepared_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Entscheidung",
                    "verbose_name_plural": "Entscheidungen",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("komm_an__gte", 0), ("material__gte", 0), ("staff__gte", 0)
                            ),
                            name="decision_amounts_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("decided_by__isnull", True),
                                models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="decision_four_eyes",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="FundedPost",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nr.")),
                    (
                        "category",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("FACHKRAFT", "Fachkraft"),
                                ("ASSISTENZ", "Verwaltungsassistenz"),
                            ],
                            max_length=20,
                            verbose_name="Art",
                        ),
                    ),
                    (
                        "share",
                        models.DecimalField(
                            decimal_places=2, max_digits=3, null=True, verbose_name="Anteil"
                        ),
                    ),
                    ("filled_from", models.DateField(null=True, verbose_name="besetzt ab")),
                    ("filled_to", models.DateField(null=True, verbose_name="besetzt bis")),
                    (
                        "qualification",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("DEGREE", "abgeschlossenes Hochschulstudium"),
                                ("EQUIVALENT", "gleichwertige Qualifikation"),
                                ("NONE", "keines von beiden"),
                            ],
                            max_length=20,
                            verbose_name="Qualifikation",
                        ),
                    ),
                    (
                        "exception_granted_on",
                        models.DateField(null=True, verbose_name="Ausnahme erteilt am"),
                    ),
                    (
                        "expected_cost",
                        models.DecimalField(
                            decimal_places=2,
                            max_digits=12,
                            null=True,
                            verbose_name="erwartete Ausgaben",
                        ),
                    ),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="posts",
                            to="funding.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Stelle",
                    "verbose_name_plural": "Stellen",
                    "ordering": ("number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("application", "number"), name="post_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("share__isnull", True),
                                models.Q(("share__gt", 0), ("share__lte", 1)),
                                _connector="OR",
                            ),
                            name="post_share_between_0_and_1",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("expected_cost__isnull", True),
                                ("expected_cost__gte", 0),
                                _connector="OR",
                            ),
                            name="post_cost_not_negative",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MaterialCost",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nr.")),
                    (
                        "kind",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("LAY_INTERPRETERS", "Laiensprachmittlerpool"),
                                ("TRANSLATION", "Übersetzungspool"),
                                ("ROOMS", "Räume"),
                                ("TRAVEL", "Verwaltung und Reisekosten"),
                                ("TEACHING_MATERIAL", "Lehr-, Lern- und Projektmaterial"),
                            ],
                            max_length=30,
                            verbose_name="Art",
                        ),
                    ),
                    (
                        "label",
                        models.CharField(blank=True, max_length=200, verbose_name="Bezeichnung"),
                    ),
                    (
                        "amount",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="Betrag"
                        ),
                    ),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="material",
                            to="funding.application",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Sachausgabe",
                    "verbose_name_plural": "Sachausgaben",
                    "ordering": ("number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("application", "number"), name="material_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("amount__isnull", True), ("amount__gte", 0), _connector="OR"
                            ),
                            name="material_amount_not_negative",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Query",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("question", models.TextField(verbose_name="Frage")),
                    ("asked_at", models.DateTimeField(verbose_name="gefragt am")),
                    ("answer", models.TextField(blank=True, verbose_name="Antwort")),
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
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="queries",
                            to="funding.application",
                        ),
                    ),
                    (
                        "asked_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rückfrage",
                    "verbose_name_plural": "Rückfragen",
                    "ordering": ("asked_at",),
                },
            ),
        ]
    )
