"""Circulars and practice feedback."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """Circulars and practice feedback."""

    initial = True

    dependencies = [
        ("organisations", "0002_addresses"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="Circular",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.CharField(blank=True, max_length=40, verbose_name="Nummer")),
                    ("title", models.CharField(max_length=200, verbose_name="Betreff")),
                    ("text", models.TextField(verbose_name="Text")),
                    (
                        "wants",
                        models.CharField(
                            choices=[
                                ("reading", "zur Kenntnis"),
                                ("acknowledging", "mit Bestätigung"),
                                ("task", "mit Auftrag"),
                            ],
                            default="reading",
                            max_length=13,
                            verbose_name="Gewünscht",
                        ),
                    ),
                    ("task", models.CharField(blank=True, max_length=300, verbose_name="Auftrag")),
                    ("due_on", models.DateField(blank=True, null=True, verbose_name="bis zum")),
                    (
                        "roles",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="nur für",
                        ),
                    ),
                    (
                        "published_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="versandt"),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("published", "Versandt"),
                                ("replaced", "Ersetzt"),
                                ("withdrawn", "Zurückgezogen"),
                            ],
                            default="draft",
                            max_length=9,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "replaces",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="replaced_by",
                            to="circulars.circular",
                            verbose_name="ersetzt",
                        ),
                    ),
                    (
                        "sender",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="circulars",
                            to="organisations.organisation",
                            verbose_name="von",
                        ),
                    ),
                    (
                        "written_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rundschreiben",
                    "verbose_name_plural": "Rundschreiben",
                    "ordering": ("-published_at", "-id"),
                },
            ),
            migrations.CreateModel(
                name="CircularAddress",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "acknowledged_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="bestätigt"),
                    ),
                    (
                        "done_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="Auftrag erledigt"
                        ),
                    ),
                    (
                        "acknowledged_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "circular",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="addresses",
                            to="circulars.circular",
                        ),
                    ),
                    (
                        "done_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
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
                ],
                options={
                    "verbose_name": "Empfänger eines Rundschreibens",
                    "verbose_name_plural": "Empfänger eines Rundschreibens",
                    "ordering": ("organisation__name", "id"),
                },
            ),
            migrations.CreateModel(
                name="FeedbackBundle",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("topic", models.CharField(max_length=200, verbose_name="Thema")),
                    ("summary", models.TextField(blank=True, verbose_name="Zusammenfassung")),
                    (
                        "given_by",
                        models.PositiveIntegerField(
                            default=0, verbose_name="Zahl der Rückmeldungen"
                        ),
                    ),
                    ("answer", models.TextField(blank=True, verbose_name="Antwort")),
                    (
                        "answered_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="beantwortet"),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("collecting", "Wird gebündelt"),
                                ("asked", "Dem Ministerium vorgelegt"),
                                ("answered", "Beantwortet"),
                            ],
                            default="collecting",
                            max_length=10,
                            verbose_name="Stand",
                        ),
                    ),
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
                        "answerer",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="beantwortet von",
                        ),
                    ),
                    (
                        "keeper",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="gebündelt von",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Gebündelte Rückmeldung",
                    "verbose_name_plural": "Gebündelte Rückmeldungen",
                    "ordering": ("-id",),
                },
            ),
            migrations.CreateModel(
                name="PracticeFeedback",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("topic", models.CharField(max_length=200, verbose_name="Thema")),
                    ("text", models.TextField(verbose_name="Rückmeldung")),
                    ("at", models.DateTimeField(verbose_name="gegeben")),
                    (
                        "about",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="feedback",
                            to="circulars.circular",
                            verbose_name="zu",
                        ),
                    ),
                    (
                        "bundle",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="feedback",
                            to="circulars.feedbackbundle",
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
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rückmeldung aus der Praxis",
                    "verbose_name_plural": "Rückmeldungen aus der Praxis",
                    "ordering": ("-at", "id"),
                },
            ),
            migrations.AddConstraint(
                model_name="circular",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("number", ""), _negated=True),
                    fields=("sender", "number"),
                    name="circular_number_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="circular",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("wants", "task"), _negated=True),
                        models.Q(("task", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="circular_task_is_said",
                ),
            ),
            migrations.AddConstraint(
                model_name="circular",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("status", "draft"),
                        models.Q(
                            models.Q(("number", ""), _negated=True), ("published_at__isnull", False)
                        ),
                        _connector="OR",
                    ),
                    name="circular_left_with_number",
                ),
            ),
            migrations.AddConstraint(
                model_name="circularaddress",
                constraint=models.UniqueConstraint(
                    fields=("circular", "organisation"), name="circular_address_once"
                ),
            ),
        ]
    )
