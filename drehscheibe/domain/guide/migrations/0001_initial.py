"""Pages, sections, editions, drafts and wordings."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
import drehscheibe.domain.guide.models.page
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("centres", "0015_centres_of_the_reader"),
        ("organisations", "0002_addresses"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="Page",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=drehscheibe.domain.guide.models.page.new_identity,
                            max_length=8,
                            unique=True,
                            verbose_name="Kennung",
                        ),
                    ),
                    ("position", models.PositiveIntegerField(verbose_name="Platz")),
                    (
                        "source_seen_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="Änderungen gelesen bis"
                        ),
                    ),
                    (
                        "verified_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="zuletzt geprüft"),
                    ),
                    (
                        "stale_after",
                        models.PositiveSmallIntegerField(
                            default=180, verbose_name="zu prüfen nach Tagen"
                        ),
                    ),
                    ("created_at", models.DateTimeField(verbose_name="angelegt")),
                    (
                        "centre",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="guide_pages",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "keeper",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="guide_pages",
                            to="organisations.organisation",
                            verbose_name="gepflegt von",
                        ),
                    ),
                    (
                        "owner",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="people.person",
                            verbose_name="hält aktuell",
                        ),
                    ),
                    (
                        "parent",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="children",
                            to="guide.page",
                            verbose_name="liegt unter",
                        ),
                    ),
                    (
                        "source",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="adoptions",
                            to="guide.page",
                            verbose_name="übernommen von",
                        ),
                    ),
                    (
                        "verified_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                            verbose_name="geprüft von",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Seite des Wegweisers",
                    "verbose_name_plural": "Seiten des Wegweisers",
                    "ordering": ("position", "pk"),
                },
            ),
            migrations.CreateModel(
                name="Edition",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "language",
                        models.CharField(default="de", max_length=20, verbose_name="Sprache"),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "In Arbeit"),
                                ("review", "Zur Prüfung"),
                                ("published", "Veröffentlicht"),
                                ("withdrawn", "Zurückgezogen"),
                            ],
                            default="draft",
                            max_length=9,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "page",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="editions",
                            to="guide.page",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Sprachfassung",
                    "verbose_name_plural": "Sprachfassungen",
                    "ordering": ("page", "language"),
                },
            ),
            migrations.CreateModel(
                name="Section",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.CharField(
                            default=drehscheibe.domain.guide.models.page.new_identity,
                            max_length=8,
                            unique=True,
                            verbose_name="Kennung",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("title", "Überschrift der Seite"),
                                ("text", "Text"),
                                ("events", "Veranstaltungen vor Ort"),
                            ],
                            default="text",
                            max_length=6,
                            verbose_name="Art",
                        ),
                    ),
                    ("position", models.PositiveIntegerField(verbose_name="Platz")),
                    (
                        "replaced_meaning",
                        models.CharField(
                            blank=True, max_length=32, verbose_name="Fassung der Vorlage"
                        ),
                    ),
                    (
                        "page",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="sections",
                            to="guide.page",
                        ),
                    ),
                    (
                        "replaces",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="replaced_by",
                            to="guide.section",
                            verbose_name="steht anstelle von",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Abschnitt",
                    "verbose_name_plural": "Abschnitte",
                    "ordering": ("page", "position", "pk"),
                },
            ),
            migrations.CreateModel(
                name="SectionDraft",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "language",
                        models.CharField(default="de", max_length=20, verbose_name="Sprache"),
                    ),
                    ("body", models.TextField(blank=True, verbose_name="Text")),
                    (
                        "translates",
                        models.CharField(
                            blank=True, max_length=32, verbose_name="übersetzt die Fassung"
                        ),
                    ),
                    (
                        "machine",
                        models.BooleanField(
                            default=False, verbose_name="von einer Maschine übersetzt"
                        ),
                    ),
                    ("edits", models.PositiveIntegerField(default=0, verbose_name="Speicherungen")),
                    ("field_versions", models.JSONField(blank=True, default=dict)),
                    ("kept_input", models.JSONField(blank=True, default=dict)),
                    (
                        "writers",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.BigIntegerField(),
                            default=list,
                            size=None,
                            verbose_name="geschrieben von",
                        ),
                    ),
                    ("written_at", models.DateTimeField(verbose_name="geschrieben am")),
                    (
                        "section",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="drafts",
                            to="guide.section",
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
                    "verbose_name": "Entwurf eines Abschnitts",
                    "verbose_name_plural": "Entwürfe von Abschnitten",
                    "ordering": ("section", "language"),
                },
            ),
            migrations.CreateModel(
                name="Wording",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "language",
                        models.CharField(default="de", max_length=20, verbose_name="Sprache"),
                    ),
                    ("number", models.PositiveIntegerField(verbose_name="Fassung")),
                    ("body", models.TextField(verbose_name="Text")),
                    (
                        "fingerprint",
                        models.GeneratedField(
                            db_persist=True,
                            expression=django.db.models.functions.text.MD5("body"),
                            output_field=models.CharField(max_length=32),
                        ),
                    ),
                    ("meaning", models.CharField(max_length=32, verbose_name="Bedeutung")),
                    (
                        "translates",
                        models.CharField(
                            blank=True, max_length=32, verbose_name="übersetzt die Fassung"
                        ),
                    ),
                    (
                        "machine",
                        models.BooleanField(
                            default=False, verbose_name="von einer Maschine übersetzt"
                        ),
                    ),
                    (
                        "native",
                        models.BooleanField(
                            default=False, verbose_name="von einer Muttersprachlerin geprüft"
                        ),
                    ),
                    ("shown", models.BooleanField(default=True, verbose_name="öffentlich gezeigt")),
                    ("published_at", models.DateTimeField(verbose_name="veröffentlicht am")),
                    (
                        "published_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "section",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="wordings",
                            to="guide.section",
                        ),
                    ),
                    (
                        "written_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Fassung eines Abschnitts",
                    "verbose_name_plural": "Fassungen von Abschnitten",
                    "ordering": ("section", "language", "-number"),
                },
            ),
            migrations.AddConstraint(
                model_name="page",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("source__isnull", False)),
                    fields=("centre", "source"),
                    name="guide_page_adopted_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="page",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("centre__isnull", True), ("keeper__isnull", True), _connector="XOR"
                    ),
                    name="guide_page_of_one_guide",
                ),
            ),
            migrations.AddConstraint(
                model_name="page",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("source__isnull", True),
                        models.Q(("centre__isnull", False), ("source_seen_at__isnull", False)),
                        _connector="OR",
                    ),
                    name="guide_page_adopted_by_a_centre",
                ),
            ),
            migrations.AddConstraint(
                model_name="page",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("verified_at__isnull", True),
                        ("verified_by__isnull", False),
                        _connector="OR",
                    ),
                    name="guide_page_verified_by_somebody",
                ),
            ),
            migrations.AddConstraint(
                model_name="page",
                constraint=models.CheckConstraint(
                    condition=models.Q(("stale_after__gt", 0)),
                    name="guide_page_goes_stale_after_days",
                ),
            ),
            migrations.AddConstraint(
                model_name="edition",
                constraint=models.UniqueConstraint(
                    fields=("page", "language"), name="guide_edition_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="section",
                constraint=models.UniqueConstraint(
                    deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                    fields=("page", "position"),
                    name="guide_section_one_at_a_place",
                ),
            ),
            migrations.AddConstraint(
                model_name="section",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("kind", "title")),
                    fields=("page",),
                    name="guide_section_one_title",
                ),
            ),
            migrations.AddConstraint(
                model_name="section",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("replaces__isnull", False)),
                    fields=("page", "replaces"),
                    name="guide_section_replaced_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="section",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("replaces__isnull", True),
                        models.Q(("replaced_meaning", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="guide_section_knows_what_it_replaced",
                ),
            ),
            migrations.AddConstraint(
                model_name="sectiondraft",
                constraint=models.UniqueConstraint(
                    fields=("section", "language"), name="guide_draft_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="sectiondraft",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("language", "de"),
                        models.Q(("translates", ""), _negated=True),
                        _connector="XOR",
                    ),
                    name="guide_draft_knows_what_it_translates",
                ),
            ),
            migrations.AddConstraint(
                model_name="wording",
                constraint=models.UniqueConstraint(
                    fields=("section", "language", "number"), name="guide_wording_number"
                ),
            ),
            migrations.AddConstraint(
                model_name="wording",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("shown", True)),
                    fields=("section", "language"),
                    name="guide_wording_one_shown",
                ),
            ),
            migrations.AddConstraint(
                model_name="wording",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("language", "de"),
                        models.Q(("translates", ""), _negated=True),
                        _connector="XOR",
                    ),
                    name="guide_wording_knows_what_it_translates",
                ),
            ),
            migrations.AddConstraint(
                model_name="wording",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("shown", False), models.Q(("body", ""), _negated=True), _connector="OR"
                    ),
                    name="guide_wording_shown_says_something",
                ),
            ),
            migrations.AddConstraint(
                model_name="wording",
                constraint=models.CheckConstraint(
                    condition=models.Q(("native", False), ("machine", False), _connector="OR"),
                    name="guide_wording_read_by_a_native_is_no_machine",
                ),
            ),
            migrations.AddConstraint(
                model_name="wording",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("published_by__isnull", True),
                        models.Q(("published_by", models.F("written_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="guide_wording_seen_by_two",
                ),
            ),
        ]
    )
