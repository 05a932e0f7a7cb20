"""Yearly reports, dialogues, what is owed to the state, projects, sheets of values."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """Yearly reports, dialogues, what is owed to the state, projects, sheets of values."""

    dependencies = [
        ("centres", "0014_words_and_days_of_fields"),
        ("controlling", "0002_walls"),
        ("organisations", "0002_addresses"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.AlterField(
                model_name="value",
                name="role",
                field=models.CharField(
                    choices=[
                        ("baseline", "Ausgangswert"),
                        ("target", "Zielwert"),
                        ("actual", "Istwert"),
                        ("reported", "Berichteter Wert"),
                    ],
                    max_length=8,
                    verbose_name="Rolle",
                ),
            ),
            migrations.CreateModel(
                name="AnnualReport",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="Berichtsjahr")),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("submitted", "Gezeichnet und abgegeben"),
                                ("query", "Rückfrage"),
                                ("correcting", "Berichtigung in Arbeit"),
                                ("reviewed", "Durchgesehen"),
                            ],
                            default="draft",
                            max_length=12,
                            verbose_name="Stand",
                        ),
                    ),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="annual_reports",
                            to="centres.centre",
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
                        "period",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reports",
                            to="controlling.goalperiod",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Jahresbericht",
                    "verbose_name_plural": "Jahresberichte",
                    "ordering": ("-year", "-id"),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("period", "year"), name="report_once_a_year"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReportDraft",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "summary",
                        models.TextField(blank=True, verbose_name="Das Wichtigste auf einen Blick"),
                    ),
                    ("conditions", models.TextField(blank=True, verbose_name="Rahmenbedingungen")),
                    (
                        "staffing",
                        models.TextField(
                            blank=True, verbose_name="Personal: was zu den Zahlen zu sagen ist"
                        ),
                    ),
                    ("outlook", models.TextField(blank=True, verbose_name="Ausblick")),
                    ("reason", models.TextField(blank=True, verbose_name="Grund der Berichtigung")),
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
                        "changed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "report",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="draft",
                            to="controlling.annualreport",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Entwurf eines Jahresberichts",
                    "verbose_name_plural": "Entwürfe von Jahresberichten",
                },
            ),
            migrations.CreateModel(
                name="Judgement",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "degree",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("reached", "erreicht"),
                                ("partly", "teilweise erreicht"),
                                ("missed", "verfehlt"),
                                ("dropped", "entfallen"),
                            ],
                            max_length=8,
                            verbose_name="Ergebnis",
                        ),
                    ),
                    ("reason", models.TextField(blank=True, verbose_name="Begründung")),
                    ("helped", models.TextField(blank=True, verbose_name="Was geholfen hat")),
                    ("hindered", models.TextField(blank=True, verbose_name="Was gehindert hat")),
                    ("next_step", models.TextField(blank=True, verbose_name="Nächster Schritt")),
                    (
                        "goal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="controlling.goal",
                        ),
                    ),
                    (
                        "draft",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="judgements",
                            to="controlling.reportdraft",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Urteil über ein Ziel",
                    "verbose_name_plural": "Urteile über Ziele",
                    "ordering": ("goal__number",),
                    "constraints": [
                        models.UniqueConstraint(fields=("draft", "goal"), name="judgement_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReportVersion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Fassung")),
                    (
                        "reason",
                        models.TextField(blank=True, verbose_name="Grund der neuen Fassung"),
                    ),
                    ("snapshot", models.JSONField(verbose_name="Inhalt")),
                    ("sha256", models.CharField(max_length=64, verbose_name="Prüfsumme")),
                    (
                        "one_hand",
                        models.TextField(
                            blank=True, verbose_name="Warum dieselbe Person schrieb und zeichnete"
                        ),
                    ),
                    ("signed_at", models.DateTimeField(verbose_name="gezeichnet am")),
                    (
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="versions",
                            to="controlling.annualreport",
                        ),
                    ),
                    (
                        "signed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
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
                    "verbose_name": "Fassung eines Jahresberichts",
                    "verbose_name_plural": "Fassungen von Jahresberichten",
                    "ordering": ("report", "-number"),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("report", "number"), name="report_version_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("number", 1),
                                models.Q(("reason", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="report_later_version_says_why",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                            name="report_hash_complete",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("written_by", models.F("signed_by")), _negated=True),
                                models.Q(("one_hand", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="report_of_one_hand_says_why",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="SignedJudgement",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "degree",
                        models.CharField(
                            choices=[
                                ("reached", "erreicht"),
                                ("partly", "teilweise erreicht"),
                                ("missed", "verfehlt"),
                                ("dropped", "entfallen"),
                            ],
                            max_length=8,
                            verbose_name="Ergebnis",
                        ),
                    ),
                    (
                        "goal",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="judgements",
                            to="controlling.goal",
                        ),
                    ),
                    (
                        "goal_version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="controlling.goalversion",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="judgements",
                            to="controlling.reportversion",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Gezeichnetes Urteil",
                    "verbose_name_plural": "Gezeichnete Urteile",
                    "ordering": ("goal__number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("version", "goal"), name="signed_judgement_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Dialogue",
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
                                ("preparing", "In Vorbereitung"),
                                ("appointed", "Termin steht"),
                                ("held", "Geführt"),
                                ("cancelled", "Abgesagt"),
                            ],
                            default="preparing",
                            max_length=12,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "topics",
                        models.TextField(blank=True, verbose_name="Worüber gesprochen werden soll"),
                    ),
                    (
                        "starts_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="Termin"),
                    ),
                    (
                        "place",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="Ort oder Zugang"
                        ),
                    ),
                    ("circle", models.TextField(blank=True, verbose_name="Teilnehmende Stellen")),
                    ("minutes", models.TextField(blank=True, verbose_name="Niederschrift")),
                    ("edits", models.PositiveIntegerField(default=1, verbose_name="Speicherungen")),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="dialogues",
                            to="centres.centre",
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
                        "report",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="dialogues",
                            to="controlling.annualreport",
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="controlling.reportversion",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Wirksamkeitsdialog",
                    "verbose_name_plural": "Wirksamkeitsdialoge",
                    "ordering": ("-created_at", "-id"),
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("status", "cancelled"), _negated=True),
                            fields=("report",),
                            name="dialogue_one_a_report",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("status__in", ["preparing", "cancelled"]),
                                ("starts_at__isnull", False),
                                _connector="OR",
                            ),
                            name="dialogue_appointed_has_a_day",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("status", "held"), _negated=True),
                                models.Q(("minutes", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="dialogue_held_has_minutes",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AgreedStep",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                    ("text", models.CharField(max_length=500, verbose_name="Vereinbart")),
                    (
                        "function",
                        models.CharField(blank=True, max_length=120, verbose_name="Funktion"),
                    ),
                    ("due_on", models.DateField(verbose_name="bis")),
                    (
                        "done_on",
                        models.DateField(blank=True, null=True, verbose_name="erledigt am"),
                    ),
                    ("outcome", models.TextField(blank=True, verbose_name="Was daraus wurde")),
                    (
                        "owner",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="Wer",
                        ),
                    ),
                    (
                        "dialogue",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="steps",
                            to="controlling.dialogue",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Vereinbarter Schritt",
                    "verbose_name_plural": "Vereinbarte Schritte",
                    "ordering": ("number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("dialogue", "number"), name="agreed_step_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("done_on__isnull", True),
                                models.Q(("outcome", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="agreed_step_done_says_what",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LockException",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("obligation", models.CharField(max_length=40, verbose_name="Pflicht")),
                    ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                    ("reason", models.TextField(verbose_name="Grund")),
                    ("until", models.DateField(verbose_name="offen bis")),
                    ("granted_at", models.DateTimeField(verbose_name="gewährt am")),
                    ("ended_at", models.DateTimeField(null=True, verbose_name="beendet am")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="lock_exceptions",
                            to="centres.centre",
                        ),
                    ),
                    (
                        "ended_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "granted_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Ausnahme von der Sperre",
                    "verbose_name_plural": "Ausnahmen von der Sperre",
                    "ordering": ("-granted_at", "-id"),
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("ended_at__isnull", True)),
                            fields=("centre", "obligation", "year"),
                            name="lock_exception_one_at_a_time",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="lock_exception_says_why",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", False),
                                _connector="OR",
                            ),
                            name="lock_exception_ended_by_somebody",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReturnReminder",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="Schlüssel der Vorschau")),
                    ("obligation", models.CharField(max_length=40, verbose_name="Pflicht")),
                    ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                    ("text", models.TextField(blank=True, verbose_name="Worte dazu")),
                    ("sent_at", models.DateTimeField(verbose_name="gesendet am")),
                    (
                        "centres",
                        models.ManyToManyField(
                            related_name="+", to="centres.centre", verbose_name="Zentren"
                        ),
                    ),
                    (
                        "sent_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Erinnerung an einen Rücklauf",
                    "verbose_name_plural": "Erinnerungen an Rückläufe",
                    "ordering": ("-sent_at", "-id"),
                },
            ),
            migrations.CreateModel(
                name="StatewideProject",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("title", models.CharField(max_length=200, verbose_name="Projekt")),
                    ("aim", models.TextField(verbose_name="Worum es geht")),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("planned", "Geplant"),
                                ("running", "Läuft"),
                                ("finished", "Abgeschlossen"),
                                ("stopped", "Nicht weitergeführt"),
                            ],
                            default="planned",
                            max_length=10,
                            verbose_name="Stand",
                        ),
                    ),
                    ("starts_on", models.DateField(verbose_name="Beginn")),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="Ende")),
                    ("results", models.TextField(blank=True, verbose_name="Ergebnisse")),
                    ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    (
                        "created_by",
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
                        "ministries",
                        models.ManyToManyField(
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="Ministerien",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Projekt von landesweiter Bedeutung",
                    "verbose_name_plural": "Projekte von landesweiter Bedeutung",
                    "ordering": ("-starts_on", "title"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_on__isnull", True),
                                ("ends_on__gte", models.F("starts_on")),
                                _connector="OR",
                            ),
                            name="project_in_order",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("status", "finished"), _negated=True),
                                models.Q(("results", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="project_finished_with_results",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Participation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("asked_on", models.DateField(verbose_name="angefragt am")),
                    (
                        "consent_body",
                        models.CharField(blank=True, max_length=150, verbose_name="Zugestimmt hat"),
                    ),
                    ("consent_on", models.DateField(blank=True, null=True, verbose_name="am")),
                    (
                        "refused_on",
                        models.DateField(blank=True, null=True, verbose_name="abgelehnt am"),
                    ),
                    (
                        "starts_on",
                        models.DateField(blank=True, null=True, verbose_name="beteiligt ab"),
                    ),
                    (
                        "ends_on",
                        models.DateField(blank=True, null=True, verbose_name="beteiligt bis"),
                    ),
                    ("results", models.TextField(blank=True, verbose_name="Ergebnisse vor Ort")),
                    ("entered_at", models.DateTimeField(verbose_name="eingetragen am")),
                    (
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="participations",
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
                        "project",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="participations",
                            to="controlling.statewideproject",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Beteiligung an einem Projekt",
                    "verbose_name_plural": "Beteiligungen an Projekten",
                    "ordering": ("centre__key",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("project", "centre"), name="participation_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("consent_on__isnull", True),
                                models.Q(("consent_body", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="participation_consent_names_who",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("starts_on__isnull", True),
                                models.Q(
                                    ("consent_on__isnull", False),
                                    ("starts_on__gte", models.F("consent_on")),
                                ),
                                _connector="OR",
                            ),
                            name="participation_only_with_consent",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("consent_on__isnull", True),
                                ("refused_on__isnull", True),
                                _connector="OR",
                            ),
                            name="participation_yes_or_no",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("ends_on__isnull", True),
                                ("ends_on__gte", models.F("starts_on")),
                                _connector="OR",
                            ),
                            name="participation_in_order",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PlanningMapping",
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
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
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
                    "verbose_name": "Gemerkte Zuordnung",
                    "verbose_name_plural": "Gemerkte Zuordnungen",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("centre", "fingerprint"), name="planning_mapping_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ValueSheet",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
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
                        "centre",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="centres.centre",
                        ),
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
                        "period",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="value_sheets",
                            to="controlling.goalperiod",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Wertebogen",
                    "verbose_name_plural": "Wertebögen",
                    "ordering": ("-year",),
                    "constraints": [
                        models.UniqueConstraint(fields=("period", "year"), name="value_sheet_once")
                    ],
                },
            ),
        ]
    )
