"""Actors, their wordings, places and services."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("centres", "0014_words_and_days_of_fields"),
        ("organisations", "0002_addresses"),
        ("people", "0002_invitation_to_a_role"),
        ("territory", "0001_initial"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="Actor",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, unique=True, verbose_name="Kennung"
                        ),
                    ),
                    (
                        "school_number",
                        models.CharField(
                            blank=True, max_length=6, null=True, verbose_name="Schulnummer"
                        ),
                    ),
                    (
                        "at_risk",
                        models.BooleanField(
                            default=False, verbose_name="Schutzvermerk: nur der Ort ist öffentlich"
                        ),
                    ),
                    (
                        "verified_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="zuletzt bestätigt"
                        ),
                    ),
                    (
                        "stale_after",
                        models.PositiveSmallIntegerField(
                            default=365, verbose_name="veraltet nach Tagen"
                        ),
                    ),
                    (
                        "ended_on",
                        models.DateField(blank=True, null=True, verbose_name="aufgelöst am"),
                    ),
                    ("created_at", models.DateTimeField(verbose_name="angelegt")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="actors",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "kind",
                        models.ForeignKey(
                            limit_choices_to={"facet": "partnertyp"},
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="centres.fieldofaction",
                            verbose_name="Art",
                        ),
                    ),
                    (
                        "municipality",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="actors",
                            to="territory.municipality",
                            verbose_name="Gemeinde",
                        ),
                    ),
                    (
                        "organisation",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="actor",
                            to="organisations.organisation",
                            verbose_name="Organisation mit Zugang",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Akteur",
                    "verbose_name_plural": "Akteure",
                    "ordering": ("pk",),
                },
            ),
            migrations.CreateModel(
                name="ActorRevision",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveIntegerField(verbose_name="Fassung")),
                    (
                        "standing",
                        models.CharField(
                            choices=[
                                ("open", "wartet auf Freigabe"),
                                ("cleared", "freigegeben"),
                                ("refused", "nicht freigegeben"),
                                ("replaced", "durch neueren Wortlaut ersetzt"),
                            ],
                            default="open",
                            max_length=10,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "shown",
                        models.BooleanField(default=False, verbose_name="öffentlich gezeigt"),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="Name")),
                    (
                        "short_name",
                        models.CharField(blank=True, max_length=60, verbose_name="Kurzname"),
                    ),
                    (
                        "description",
                        models.TextField(
                            blank=True, max_length=2000, verbose_name="Was die Organisation tut"
                        ),
                    ),
                    ("phone", models.CharField(blank=True, max_length=40, verbose_name="Telefon")),
                    ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-Mail")),
                    (
                        "website",
                        models.URLField(blank=True, max_length=300, verbose_name="Internetseite"),
                    ),
                    (
                        "languages",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=20),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="Sprachen der Beratung",
                        ),
                    ),
                    ("written_at", models.DateTimeField(verbose_name="geschrieben am")),
                    (
                        "decided_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="entschieden am"),
                    ),
                    (
                        "reason",
                        models.TextField(blank=True, max_length=1000, verbose_name="Begründung"),
                    ),
                    ("source", models.CharField(blank=True, max_length=200, verbose_name="Quelle")),
                    (
                        "actor",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="revisions",
                            to="directory.actor",
                        ),
                    ),
                    (
                        "decided_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                            verbose_name="entschieden von",
                        ),
                    ),
                    (
                        "written_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                            verbose_name="geschrieben von",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Wortlaut eines Akteurs",
                    "verbose_name_plural": "Wortlaute von Akteuren",
                    "ordering": ("actor", "number"),
                },
            ),
            migrations.CreateModel(
                name="ActorPlace",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("visit", "Hausanschrift"),
                                ("post", "Postanschrift"),
                                ("counsel", "Beratungsort"),
                                ("events", "Veranstaltungsort"),
                            ],
                            default="visit",
                            max_length=10,
                            verbose_name="Art",
                        ),
                    ),
                    (
                        "street",
                        models.CharField(
                            blank=True, max_length=150, verbose_name="Straße und Hausnummer"
                        ),
                    ),
                    (
                        "postcode",
                        models.CharField(blank=True, max_length=5, verbose_name="Postleitzahl"),
                    ),
                    ("town", models.CharField(max_length=80, verbose_name="Ort")),
                    (
                        "latitude",
                        models.DecimalField(
                            blank=True,
                            decimal_places=5,
                            max_digits=8,
                            null=True,
                            verbose_name="Breite",
                        ),
                    ),
                    (
                        "longitude",
                        models.DecimalField(
                            blank=True,
                            decimal_places=5,
                            max_digits=8,
                            null=True,
                            verbose_name="Länge",
                        ),
                    ),
                    (
                        "step_free",
                        models.BooleanField(
                            blank=True, null=True, verbose_name="stufenlos erreichbar"
                        ),
                    ),
                    (
                        "note",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="Hinweis zum Weg"
                        ),
                    ),
                    (
                        "valid_from",
                        models.DateField(blank=True, null=True, verbose_name="gültig von"),
                    ),
                    (
                        "valid_to",
                        models.DateField(blank=True, null=True, verbose_name="gültig bis"),
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
                        "revision",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="places",
                            to="directory.actorrevision",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Ort eines Akteurs",
                    "verbose_name_plural": "Orte von Akteuren",
                    "ordering": ("revision", "kind", "pk"),
                },
            ),
            migrations.CreateModel(
                name="OpeningBlock",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "weekday",
                        models.PositiveSmallIntegerField(verbose_name="Wochentag (1 = Montag)"),
                    ),
                    ("block", models.PositiveSmallIntegerField(default=1, verbose_name="Block")),
                    ("opens", models.TimeField(verbose_name="öffnet")),
                    ("closes", models.TimeField(verbose_name="schließt")),
                    (
                        "by_appointment",
                        models.BooleanField(default=False, verbose_name="nur mit Termin"),
                    ),
                    (
                        "place",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="openings",
                            to="directory.actorplace",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Öffnungszeit",
                    "verbose_name_plural": "Öffnungszeiten",
                    "ordering": ("place", "weekday", "block"),
                },
            ),
            migrations.CreateModel(
                name="SchoolYear",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("year", models.CharField(max_length=7, verbose_name="Schuljahr")),
                    ("form", models.CharField(max_length=60, verbose_name="Schulform")),
                    ("public", models.BooleanField(verbose_name="öffentlich getragen")),
                    (
                        "pupils_about",
                        models.PositiveIntegerField(
                            null=True, verbose_name="Schülerinnen und Schüler, etwa"
                        ),
                    ),
                    (
                        "social_index",
                        models.PositiveSmallIntegerField(null=True, verbose_name="Sozialindex"),
                    ),
                    (
                        "actor",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="school_years",
                            to="directory.actor",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Schuljahr einer Schule",
                    "verbose_name_plural": "Schuljahre von Schulen",
                    "ordering": ("actor", "year"),
                },
            ),
            migrations.CreateModel(
                name="Service",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "public_id",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, unique=True, verbose_name="Kennung"
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="Angebot")),
                    (
                        "description",
                        models.TextField(blank=True, max_length=2000, verbose_name="Worum es geht"),
                    ),
                    (
                        "languages",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=20),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="Sprachen",
                        ),
                    ),
                    (
                        "audience",
                        models.CharField(blank=True, max_length=200, verbose_name="Für wen"),
                    ),
                    ("fee", models.CharField(blank=True, max_length=200, verbose_name="Kosten")),
                    (
                        "application",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="So kommt man hin"
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("active", "besteht"),
                                ("inactive", "ruht"),
                                ("defunct", "eingestellt"),
                            ],
                            default="active",
                            max_length=10,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "verified_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="zuletzt bestätigt"
                        ),
                    ),
                    (
                        "actor",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="services",
                            to="directory.actor",
                        ),
                    ),
                    (
                        "topic",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="centres.fieldofaction",
                            verbose_name="Handlungsfeld",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Angebot",
                    "verbose_name_plural": "Angebote",
                    "ordering": ("name", "pk"),
                },
            ),
            migrations.AddIndex(
                model_name="actor",
                index=models.Index(fields=["centre", "kind"], name="actor_of_centre_and_kind"),
            ),
            migrations.AddConstraint(
                model_name="actor",
                constraint=models.UniqueConstraint(
                    fields=("school_number",), name="actor_one_of_a_school_number"
                ),
            ),
            migrations.AddConstraint(
                model_name="actor",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("school_number__isnull", True),
                        ("school_number__regex", "^[0-9]{6}$"),
                        _connector="OR",
                    ),
                    name="actor_school_number_of_six_digits",
                ),
            ),
            migrations.AddConstraint(
                model_name="actor",
                constraint=models.CheckConstraint(
                    condition=models.Q(("stale_after__gt", 0)), name="actor_goes_stale_after_days"
                ),
            ),
            migrations.AddConstraint(
                model_name="actorrevision",
                constraint=models.UniqueConstraint(
                    fields=("actor", "number"), name="actor_revision_number"
                ),
            ),
            migrations.AddConstraint(
                model_name="actorrevision",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("shown", True)),
                    fields=("actor",),
                    name="actor_one_revision_shown",
                ),
            ),
            migrations.AddConstraint(
                model_name="actorrevision",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("standing", "open")),
                    fields=("actor",),
                    name="actor_one_revision_open",
                ),
            ),
            migrations.AddConstraint(
                model_name="actorrevision",
                constraint=models.CheckConstraint(
                    condition=models.Q(("shown", False), ("standing", "cleared"), _connector="OR"),
                    name="actor_shows_only_what_was_cleared",
                ),
            ),
            migrations.AddConstraint(
                model_name="actorrevision",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("standing__in", ("open", "replaced")),
                        ("decided_at__isnull", False),
                        _connector="OR",
                    ),
                    name="actor_revision_decided_with_a_day",
                ),
            ),
            migrations.AddConstraint(
                model_name="actorrevision",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("standing", "refused"), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="actor_refused_with_a_reason",
                ),
            ),
            migrations.AddConstraint(
                model_name="actorrevision",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("decided_at__isnull", True),
                        ("decided_at__gte", models.F("written_at")),
                        _connector="OR",
                    ),
                    name="actor_revision_decided_after_written",
                ),
            ),
            migrations.AddConstraint(
                model_name="actorplace",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("postcode", ""), ("postcode__regex", "^[0-9]{5}$"), _connector="OR"
                    ),
                    name="actor_place_postcode",
                ),
            ),
            migrations.AddConstraint(
                model_name="actorplace",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("valid_from__isnull", True),
                        ("valid_to__isnull", True),
                        ("valid_to__gte", models.F("valid_from")),
                        _connector="OR",
                    ),
                    name="actor_place_validity_in_order",
                ),
            ),
            migrations.AddConstraint(
                model_name="actorplace",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                        models.Q(("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))),
                        _connector="OR",
                    ),
                    name="actor_place_whole_point",
                ),
            ),
            migrations.AddConstraint(
                model_name="openingblock",
                constraint=models.UniqueConstraint(
                    fields=("place", "weekday", "block"), name="opening_once_a_block"
                ),
            ),
            migrations.AddConstraint(
                model_name="openingblock",
                constraint=models.CheckConstraint(
                    condition=models.Q(("weekday__range", (1, 7)), ("block__range", (1, 2))),
                    name="opening_weekday_and_block",
                ),
            ),
            migrations.AddConstraint(
                model_name="openingblock",
                constraint=models.CheckConstraint(
                    condition=models.Q(("closes__gt", models.F("opens"))), name="opening_in_order"
                ),
            ),
            migrations.AddConstraint(
                model_name="schoolyear",
                constraint=models.UniqueConstraint(
                    fields=("actor", "year"), name="school_once_a_year"
                ),
            ),
            migrations.AddConstraint(
                model_name="schoolyear",
                constraint=models.CheckConstraint(
                    condition=models.Q(("year__regex", "^20[0-9]{2}/[0-9]{2}$")),
                    name="school_year_as_written",
                ),
            ),
            migrations.AddConstraint(
                model_name="schoolyear",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("social_index__isnull", True),
                        ("social_index__range", (1, 9)),
                        _connector="OR",
                    ),
                    name="school_social_index_of_nine",
                ),
            ),
        ]
    )
