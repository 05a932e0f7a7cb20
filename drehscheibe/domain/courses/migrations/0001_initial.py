"""Courses, their times, providers' links, what visitors say."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("centres", "0015_centres_of_the_reader"),
        ("directory", "0002_walls"),
        ("people", "0002_invitation_to_a_role"),
        ("territory", "0001_initial"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="CourseOffer",
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
                        "number",
                        models.CharField(
                            blank=True, max_length=40, verbose_name="Kursnummer des Trägers"
                        ),
                    ),
                    (
                        "standing",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("published", "veröffentlicht"),
                                ("cancelled", "abgesagt"),
                            ],
                            default="draft",
                            max_length=10,
                            verbose_name="Stand",
                        ),
                    ),
                    ("title", models.CharField(max_length=150, verbose_name="Titel")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("general", "Integrationskurs"),
                                ("youth", "Jugendintegrationskurs"),
                                ("parents", "Elternkurs"),
                                ("women", "Frauenkurs"),
                                ("literacy", "Alphabetisierungskurs"),
                                ("support", "Förderkurs"),
                                ("intensive", "Intensivkurs"),
                                ("vocational", "Berufssprachkurs"),
                                ("first", "Erstorientierungskurs"),
                                ("land", "Landeskurs"),
                                ("municipal", "Kurs der Kommune"),
                                ("volunteer", "Kurs von Ehrenamtlichen"),
                            ],
                            max_length=12,
                            verbose_name="Kursart",
                        ),
                    ),
                    (
                        "funding",
                        models.CharField(
                            choices=[
                                ("federal", "Bund (BAMF)"),
                                ("land", "Land"),
                                ("municipal", "Kommune"),
                                ("other", "Stiftung, Verein oder Spende"),
                                ("self", "Teilnehmende zahlen selbst"),
                            ],
                            max_length=10,
                            verbose_name="Wer bezahlt",
                        ),
                    ),
                    (
                        "level_from",
                        models.PositiveSmallIntegerField(
                            choices=[
                                (0, "ohne Vorkenntnisse"),
                                (1, "A1"),
                                (2, "A2"),
                                (3, "B1"),
                                (4, "B2"),
                                (5, "C1"),
                            ],
                            verbose_name="Vorwissen",
                        ),
                    ),
                    (
                        "level_to",
                        models.PositiveSmallIntegerField(
                            choices=[
                                (1, "A1"),
                                (2, "A2"),
                                (3, "B1"),
                                (4, "B2"),
                                (5, "C1"),
                                (6, "C2"),
                            ],
                            verbose_name="Ziel",
                        ),
                    ),
                    (
                        "script",
                        models.CharField(
                            choices=[
                                ("none", "Lesen und Schreiben wird vorausgesetzt"),
                                ("latin", "Alphabetisierung: lesen und schreiben lernen"),
                                ("second", "Zweitschrift: die lateinische Schrift lernen"),
                            ],
                            default="none",
                            max_length=8,
                            verbose_name="Schrift",
                        ),
                    ),
                    (
                        "mode",
                        models.CharField(
                            choices=[
                                ("onsite", "vor Ort"),
                                ("online", "online"),
                                ("hybrid", "vor Ort und online"),
                            ],
                            default="onsite",
                            max_length=8,
                            verbose_name="Durchführung",
                        ),
                    ),
                    (
                        "women_only",
                        models.BooleanField(default=False, verbose_name="nur für Frauen"),
                    ),
                    ("starts_on", models.DateField(verbose_name="erster Tag")),
                    (
                        "ends_on",
                        models.DateField(blank=True, null=True, verbose_name="letzter Tag"),
                    ),
                    (
                        "entry",
                        models.CharField(
                            choices=[
                                ("fixed", "Beginn nur am ersten Tag"),
                                ("rolling", "Einstieg jederzeit"),
                            ],
                            default="fixed",
                            max_length=8,
                            verbose_name="Einstieg",
                        ),
                    ),
                    (
                        "apply_by",
                        models.DateField(blank=True, null=True, verbose_name="Anmelden bis"),
                    ),
                    (
                        "units",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Unterrichtsstunden"
                        ),
                    ),
                    (
                        "units_a_week",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Stunden je Woche"
                        ),
                    ),
                    (
                        "days_off",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.DateField(),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="fällt aus am",
                        ),
                    ),
                    (
                        "weekly",
                        models.PositiveIntegerField(
                            default=0, editable=False, verbose_name="Zeiten der Woche"
                        ),
                    ),
                    (
                        "childcare",
                        models.CharField(
                            choices=[
                                ("none", "keine"),
                                ("onsite", "im Haus"),
                                ("arranged", "wird vermittelt"),
                            ],
                            default="none",
                            max_length=10,
                            verbose_name="Kinderbetreuung",
                        ),
                    ),
                    (
                        "childcare_from",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Kinder ab (Jahre)"
                        ),
                    ),
                    (
                        "childcare_to",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Kinder bis (Jahre)"
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
                    ("latitude", models.FloatField(verbose_name="Breite")),
                    ("longitude", models.FloatField(verbose_name="Länge")),
                    (
                        "step_free",
                        models.BooleanField(
                            blank=True, null=True, verbose_name="stufenlos erreichbar"
                        ),
                    ),
                    ("fee", models.CharField(blank=True, max_length=200, verbose_name="Kosten")),
                    (
                        "eligibility",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="Wer teilnehmen kann"
                        ),
                    ),
                    (
                        "exam",
                        models.CharField(
                            blank=True, max_length=100, verbose_name="Prüfung am Ende"
                        ),
                    ),
                    (
                        "phone",
                        models.CharField(
                            blank=True, max_length=40, verbose_name="Telefon für Anmeldung"
                        ),
                    ),
                    (
                        "email",
                        models.EmailField(
                            blank=True, max_length=254, verbose_name="E-Mail für Anmeldung"
                        ),
                    ),
                    (
                        "seats_max",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Plätze"
                        ),
                    ),
                    (
                        "seats_booked",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="davon belegt"
                        ),
                    ),
                    ("counted_at", models.DateTimeField(verbose_name="zuletzt bestätigt")),
                    ("created_at", models.DateTimeField(verbose_name="angelegt")),
                    ("changed_at", models.DateTimeField(verbose_name="geändert")),
                    (
                        "actor",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="courses",
                            to="directory.actor",
                            verbose_name="Träger",
                        ),
                    ),
                    (
                        "municipality",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="courses",
                            to="territory.municipality",
                            verbose_name="Gemeinde",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Sprachkurs",
                    "verbose_name_plural": "Sprachkurse",
                    "ordering": ("starts_on", "pk"),
                },
            ),
            migrations.CreateModel(
                name="CourseHint",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "what",
                        models.CharField(
                            choices=[
                                ("gone", "Den Kurs gibt es nicht (mehr)"),
                                ("phone", "Telefon oder E-Mail stimmt nicht"),
                                ("times", "Tage oder Uhrzeiten stimmen nicht"),
                                ("seats", "Es gibt keine freien Plätze"),
                                ("place", "Der Ort stimmt nicht"),
                                ("other", "Etwas anderes stimmt nicht"),
                            ],
                            max_length=8,
                            verbose_name="Was nicht stimmt",
                        ),
                    ),
                    (
                        "text",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="In eigenen Worten"
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="gemeldet")),
                    ("network", models.CharField(blank=True, max_length=64, verbose_name="Netz")),
                    (
                        "settled_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="geprüft am"),
                    ),
                    (
                        "settled_by",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                            verbose_name="geprüft von",
                        ),
                    ),
                    (
                        "offer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="hints",
                            to="courses.courseoffer",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Hinweis zu einem Sprachkurs",
                    "verbose_name_plural": "Hinweise zu Sprachkursen",
                    "ordering": ("-at", "pk"),
                },
            ),
            migrations.CreateModel(
                name="CourseSlot",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("weekday", models.PositiveSmallIntegerField(verbose_name="Wochentag")),
                    ("begins", models.TimeField(verbose_name="von")),
                    ("ends", models.TimeField(verbose_name="bis")),
                    (
                        "offer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="slots",
                            to="courses.courseoffer",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Kurszeit",
                    "verbose_name_plural": "Kurszeiten",
                    "ordering": ("offer", "weekday", "begins"),
                },
            ),
            migrations.CreateModel(
                name="CourseUpload",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=120, verbose_name="Datei")),
                    ("content", models.BinaryField(verbose_name="Inhalt")),
                    ("columns", models.JSONField(default=dict, verbose_name="Zuordnung")),
                    ("made_at", models.DateTimeField(verbose_name="hochgeladen")),
                    (
                        "actor",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="course_uploads",
                            to="directory.actor",
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Kursliste in Arbeit",
                    "verbose_name_plural": "Kurslisten in Arbeit",
                },
            ),
            migrations.CreateModel(
                name="ProviderLink",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("email", models.EmailField(max_length=254, verbose_name="geschickt an")),
                    (
                        "fingerprint",
                        models.CharField(max_length=64, unique=True, verbose_name="SHA-256"),
                    ),
                    ("sent_at", models.DateTimeField(verbose_name="geschickt am")),
                    ("ends_at", models.DateTimeField(verbose_name="gilt bis")),
                    (
                        "used_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="zuletzt benutzt"),
                    ),
                    (
                        "revoked_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="beendet"),
                    ),
                    (
                        "actor",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="course_links",
                            to="directory.actor",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Link eines Kursträgers",
                    "verbose_name_plural": "Links von Kursträgern",
                    "ordering": ("-sent_at", "pk"),
                },
            ),
            migrations.CreateModel(
                name="CourseDemand",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "level_from",
                        models.PositiveSmallIntegerField(
                            choices=[
                                (0, "ohne Vorkenntnisse"),
                                (1, "A1"),
                                (2, "A2"),
                                (3, "B1"),
                                (4, "B2"),
                                (5, "C1"),
                            ],
                            verbose_name="Vorwissen",
                        ),
                    ),
                    (
                        "level_to",
                        models.PositiveSmallIntegerField(
                            choices=[
                                (1, "A1"),
                                (2, "A2"),
                                (3, "B1"),
                                (4, "B2"),
                                (5, "C1"),
                                (6, "C2"),
                            ],
                            verbose_name="Ziel",
                        ),
                    ),
                    (
                        "script",
                        models.CharField(
                            choices=[
                                ("none", "Lesen und Schreiben wird vorausgesetzt"),
                                ("latin", "Alphabetisierung: lesen und schreiben lernen"),
                                ("second", "Zweitschrift: die lateinische Schrift lernen"),
                            ],
                            default="none",
                            max_length=8,
                            verbose_name="Schrift",
                        ),
                    ),
                    (
                        "childcare",
                        models.BooleanField(default=False, verbose_name="mit Kinderbetreuung"),
                    ),
                    (
                        "weekly",
                        models.PositiveIntegerField(default=0, verbose_name="Zeiten der Woche"),
                    ),
                    ("on_day", models.DateField(verbose_name="Tag")),
                    (
                        "device",
                        models.CharField(
                            max_length=64, null=True, unique=True, verbose_name="Gerät"
                        ),
                    ),
                    (
                        "network",
                        models.CharField(
                            blank=True, db_index=True, max_length=64, verbose_name="Netz"
                        ),
                    ),
                    (
                        "municipality",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="territory.municipality",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Fehlender Sprachkurs",
                    "verbose_name_plural": "Fehlende Sprachkurse",
                    "ordering": ("-on_day", "pk"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("level_to__gt", models.F("level_from"))),
                            name="course_demand_upwards",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="CourseMapping",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "fingerprint",
                        models.CharField(max_length=64, verbose_name="Kennung der Spalten"),
                    ),
                    ("columns", models.JSONField(default=dict, verbose_name="Zuordnung")),
                    ("made_at", models.DateTimeField(verbose_name="gemerkt am")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="course_mappings",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Gemerkte Spalten einer Kursliste",
                    "verbose_name_plural": "Gemerkte Spalten von Kurslisten",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("centre", "fingerprint"), name="course_mapping_once"
                        )
                    ],
                },
            ),
            migrations.AddIndex(
                model_name="courseoffer",
                index=models.Index(
                    condition=models.Q(("standing", "published")),
                    fields=["latitude", "longitude"],
                    name="course_shown_where",
                ),
            ),
            migrations.AddIndex(
                model_name="courseoffer",
                index=models.Index(fields=["actor", "standing"], name="course_of_actor"),
            ),
            migrations.AddConstraint(
                model_name="courseoffer",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("number", ""), _negated=True),
                    fields=("actor", "number"),
                    name="course_number_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="courseoffer",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("level_to__gt", models.F("level_from")), ("level_to__range", (1, 6))
                    ),
                    name="course_leads_upwards",
                ),
            ),
            migrations.AddConstraint(
                model_name="courseoffer",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("ends_on__isnull", True),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="course_days_in_order",
                ),
            ),
            migrations.AddConstraint(
                model_name="courseoffer",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("seats_booked__isnull", True), ("seats_max__isnull", True)),
                        models.Q(
                            ("seats_booked__lte", models.F("seats_max")),
                            ("seats_max__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="course_seats_at_most_all",
                ),
            ),
            migrations.AddConstraint(
                model_name="courseoffer",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("childcare_from__isnull", True),
                        ("childcare_to__isnull", True),
                        ("childcare_to__gte", models.F("childcare_from")),
                        _connector="OR",
                    ),
                    name="course_childcare_ages_in_order",
                ),
            ),
            migrations.AddConstraint(
                model_name="courseoffer",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("postcode", ""), ("postcode__regex", "^[0-9]{5}$"), _connector="OR"
                    ),
                    name="course_postcode",
                ),
            ),
            migrations.AddConstraint(
                model_name="courseoffer",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                    ),
                    name="course_on_earth",
                ),
            ),
            migrations.AddConstraint(
                model_name="courseoffer",
                constraint=models.CheckConstraint(
                    condition=models.Q(("weekly__lt", 2097152)), name="course_weekly_of_seven_days"
                ),
            ),
            migrations.AddConstraint(
                model_name="courseslot",
                constraint=models.UniqueConstraint(
                    fields=("offer", "weekday", "begins"), name="course_slot_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="courseslot",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("ends__gt", models.F("begins")), ("weekday__range", (1, 7))
                    ),
                    name="course_slot_in_order",
                ),
            ),
            migrations.AddConstraint(
                model_name="courseupload",
                constraint=models.UniqueConstraint(
                    fields=("actor", "made_by"), name="course_upload_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="providerlink",
                constraint=models.CheckConstraint(
                    condition=models.Q(("ends_at__gt", models.F("sent_at"))),
                    name="provider_link_ends",
                ),
            ),
        ]
    )
