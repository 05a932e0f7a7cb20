"""Meetings, decisions, papers, talks, polls."""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """Meetings, decisions, papers, talks, polls."""

    initial = True

    dependencies = [
        ("groups", "0002_walls"),
        ("organisations", "0002_addresses"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="AgendaItem",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="TOP")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("info", "Information"),
                                ("discussion", "Beratung"),
                                ("decision", "Beschluss"),
                            ],
                            default="info",
                            max_length=10,
                            verbose_name="Art",
                        ),
                    ),
                    ("title", models.CharField(max_length=200, verbose_name="Titel")),
                    ("text", models.TextField(blank=True, verbose_name="Erläuterung")),
                    (
                        "minutes",
                        models.PositiveSmallIntegerField(default=10, verbose_name="Minuten"),
                    ),
                    ("internal", models.BooleanField(default=False, verbose_name="intern")),
                    ("reached", models.BooleanField(default=False, verbose_name="behandelt")),
                    ("result", models.TextField(blank=True, verbose_name="Ergebnis")),
                    (
                        "carried_from",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="carried_to",
                            to="exchange.agendaitem",
                            verbose_name="Übertrag von",
                        ),
                    ),
                    (
                        "presenter",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                            verbose_name="trägt vor",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Tagesordnungspunkt",
                    "verbose_name_plural": "Tagesordnungspunkte",
                    "ordering": ("meeting", "number"),
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
                    ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                    ("number", models.PositiveIntegerField(verbose_name="Nummer")),
                    ("text", models.TextField(verbose_name="Beschluss")),
                    (
                        "way",
                        models.CharField(
                            choices=[("consensus", "im Konsens"), ("vote", "durch Abstimmung")],
                            max_length=9,
                            verbose_name="Zustande gekommen",
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("open", "Zur Abstimmung"),
                                ("taken", "Gefasst"),
                                ("rejected", "Abgelehnt"),
                            ],
                            default="open",
                            max_length=8,
                            verbose_name="Stand",
                        ),
                    ),
                    ("proposed_at", models.DateTimeField(verbose_name="vorgelegt")),
                    (
                        "closes_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="Abstimmung bis"),
                    ),
                    ("yes", models.PositiveIntegerField(default=0, verbose_name="Ja")),
                    ("no", models.PositiveIntegerField(default=0, verbose_name="Nein")),
                    (
                        "abstentions",
                        models.PositiveIntegerField(default=0, verbose_name="Enthaltungen"),
                    ),
                    ("valid_from", models.DateField(blank=True, null=True, verbose_name="gilt ab")),
                    (
                        "review_on",
                        models.DateField(blank=True, null=True, verbose_name="Überprüfung am"),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decisions",
                            to="groups.group",
                        ),
                    ),
                    (
                        "item",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decisions",
                            to="exchange.agendaitem",
                        ),
                    ),
                    (
                        "supersedes",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="superseded_by",
                            to="exchange.decision",
                            verbose_name="ersetzt",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Beschluss",
                    "verbose_name_plural": "Beschlüsse",
                    "ordering": ("-year", "-number"),
                },
            ),
            migrations.CreateModel(
                name="Meeting",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "tier",
                        models.CharField(
                            choices=[
                                ("public", "öffentlich"),
                                ("network", "im Netzwerk"),
                                ("organisation", "in der eigenen Organisation"),
                                ("group", "in der Gruppe"),
                                ("named", "nur für benannte Personen"),
                            ],
                            default="network",
                            max_length=12,
                            verbose_name="Sichtbar",
                        ),
                    ),
                    (
                        "named",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.BigIntegerField(),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="benannte Personen",
                        ),
                    ),
                    ("internal", models.BooleanField(default=False, verbose_name="intern")),
                    ("number", models.PositiveIntegerField(verbose_name="Nummer")),
                    ("title", models.CharField(max_length=200, verbose_name="Titel")),
                    ("starts_at", models.DateTimeField(verbose_name="Beginn")),
                    ("ends_at", models.DateTimeField(verbose_name="Ende")),
                    ("place", models.CharField(blank=True, max_length=200, verbose_name="Ort")),
                    (
                        "link",
                        models.URLField(blank=True, max_length=500, verbose_name="Zugang online"),
                    ),
                    (
                        "comments_until",
                        models.DateField(blank=True, null=True, verbose_name="Anmerkungen bis"),
                    ),
                    (
                        "revision",
                        models.PositiveIntegerField(
                            default=0, verbose_name="Fassung der Einladung"
                        ),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("scheduled", "Geplant"),
                                ("invited", "Eingeladen"),
                                ("held", "Stattgefunden"),
                                ("minutes_draft", "Protokoll im Entwurf"),
                                ("comment_period", "Protokoll zur Abstimmung"),
                                ("approved", "Protokoll genehmigt"),
                                ("published", "Protokoll veröffentlicht"),
                                ("cancelled", "Abgesagt"),
                            ],
                            default="scheduled",
                            max_length=14,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="groups.group",
                            verbose_name="Gruppe",
                        ),
                    ),
                    (
                        "owner",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="gehört zu",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Sitzung",
                    "verbose_name_plural": "Sitzungen",
                    "ordering": ("-starts_at", "id"),
                },
            ),
            migrations.CreateModel(
                name="DatePoll",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "tier",
                        models.CharField(
                            choices=[
                                ("public", "öffentlich"),
                                ("network", "im Netzwerk"),
                                ("organisation", "in der eigenen Organisation"),
                                ("group", "in der Gruppe"),
                                ("named", "nur für benannte Personen"),
                            ],
                            default="network",
                            max_length=12,
                            verbose_name="Sichtbar",
                        ),
                    ),
                    (
                        "named",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.BigIntegerField(),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="benannte Personen",
                        ),
                    ),
                    ("internal", models.BooleanField(default=False, verbose_name="intern")),
                    ("title", models.CharField(max_length=200, verbose_name="Titel")),
                    ("closes_at", models.DateTimeField(verbose_name="Antworten bis")),
                    ("opened_at", models.DateTimeField(verbose_name="eröffnet")),
                    (
                        "closed_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="geschlossen"),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="groups.group",
                            verbose_name="Gruppe",
                        ),
                    ),
                    (
                        "opened_by",
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
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="gehört zu",
                        ),
                    ),
                    (
                        "meeting",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="exchange.meeting",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Terminumfrage",
                    "verbose_name_plural": "Terminumfragen",
                    "ordering": ("-opened_at", "id"),
                },
            ),
            migrations.AddField(
                model_name="agendaitem",
                name="meeting",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="items",
                    to="exchange.meeting",
                ),
            ),
            migrations.CreateModel(
                name="Minutes",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("version", models.PositiveSmallIntegerField(verbose_name="Fassung")),
                    ("text", models.TextField(blank=True, verbose_name="Protokoll")),
                    ("reason", models.TextField(blank=True, verbose_name="Grund der Berichtigung")),
                    ("written_at", models.DateTimeField(verbose_name="geschrieben")),
                    (
                        "approved_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="genehmigt"),
                    ),
                    (
                        "meeting",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="minutes",
                            to="exchange.meeting",
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
                    "verbose_name": "Protokoll",
                    "verbose_name_plural": "Protokolle",
                    "ordering": ("meeting", "-version"),
                },
            ),
            migrations.CreateModel(
                name="InternalMinutes",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.TextField(verbose_name="Interner Teil")),
                    (
                        "minutes",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="internal",
                            to="exchange.minutes",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Interner Teil eines Protokolls",
                    "verbose_name_plural": "Interne Teile von Protokollen",
                },
            ),
            migrations.CreateModel(
                name="MinutesComment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.TextField(verbose_name="Anmerkung")),
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
                        "minutes",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="comments",
                            to="exchange.minutes",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Anmerkung zum Protokoll",
                    "verbose_name_plural": "Anmerkungen zum Protokoll",
                    "ordering": ("at", "id"),
                },
            ),
            migrations.CreateModel(
                name="Paper",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "tier",
                        models.CharField(
                            choices=[
                                ("public", "öffentlich"),
                                ("network", "im Netzwerk"),
                                ("organisation", "in der eigenen Organisation"),
                                ("group", "in der Gruppe"),
                                ("named", "nur für benannte Personen"),
                            ],
                            default="network",
                            max_length=12,
                            verbose_name="Sichtbar",
                        ),
                    ),
                    (
                        "named",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.BigIntegerField(),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="benannte Personen",
                        ),
                    ),
                    ("internal", models.BooleanField(default=False, verbose_name="intern")),
                    ("title", models.CharField(max_length=200, verbose_name="Titel")),
                    ("summary", models.TextField(blank=True, verbose_name="Worum es geht")),
                    ("created_at", models.DateTimeField(verbose_name="angelegt")),
                    (
                        "removed_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="im Papierkorb seit"
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
                        "group",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="groups.group",
                            verbose_name="Gruppe",
                        ),
                    ),
                    (
                        "owner",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="gehört zu",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Papier",
                    "verbose_name_plural": "Papiere",
                    "ordering": ("title", "id"),
                },
            ),
            migrations.CreateModel(
                name="PollOption",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("starts_at", models.DateTimeField(verbose_name="Beginn")),
                    ("ends_at", models.DateTimeField(verbose_name="Ende")),
                    (
                        "poll",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="options",
                            to="exchange.datepoll",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Terminvorschlag",
                    "verbose_name_plural": "Terminvorschläge",
                    "ordering": ("starts_at", "id"),
                },
            ),
            migrations.CreateModel(
                name="PollAnswer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "suits",
                        models.CharField(
                            choices=[("yes", "Ja"), ("maybe", "Zur Not"), ("no", "Nein")],
                            max_length=5,
                            verbose_name="passt",
                        ),
                    ),
                    ("at", models.DateTimeField(verbose_name="am")),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "option",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="answers",
                            to="exchange.polloption",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Antwort auf einen Terminvorschlag",
                    "verbose_name_plural": "Antworten auf Terminvorschläge",
                },
            ),
            migrations.CreateModel(
                name="Thread",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "tier",
                        models.CharField(
                            choices=[
                                ("public", "öffentlich"),
                                ("network", "im Netzwerk"),
                                ("organisation", "in der eigenen Organisation"),
                                ("group", "in der Gruppe"),
                                ("named", "nur für benannte Personen"),
                            ],
                            default="network",
                            max_length=12,
                            verbose_name="Sichtbar",
                        ),
                    ),
                    (
                        "named",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.BigIntegerField(),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="benannte Personen",
                        ),
                    ),
                    ("internal", models.BooleanField(default=False, verbose_name="intern")),
                    ("title", models.CharField(max_length=200, verbose_name="Betreff")),
                    ("opened_at", models.DateTimeField(verbose_name="eröffnet")),
                    (
                        "closed_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="geschlossen"),
                    ),
                    ("last_at", models.DateTimeField(verbose_name="zuletzt")),
                    (
                        "group",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="groups.group",
                            verbose_name="Gruppe",
                        ),
                    ),
                    (
                        "opened_by",
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
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="gehört zu",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Gespräch",
                    "verbose_name_plural": "Gespräche",
                    "ordering": ("-last_at", "id"),
                },
            ),
            migrations.CreateModel(
                name="Post",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.TextField(verbose_name="Beitrag")),
                    ("at", models.DateTimeField(verbose_name="am")),
                    (
                        "message_id",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="Kennung der Mail"
                        ),
                    ),
                    ("by_mail", models.BooleanField(default=False, verbose_name="per Mail")),
                    (
                        "removed_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="entfernt"),
                    ),
                    (
                        "author",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "thread",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="posts",
                            to="exchange.thread",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Beitrag",
                    "verbose_name_plural": "Beiträge",
                    "ordering": ("at", "id"),
                },
            ),
            migrations.CreateModel(
                name="Mute",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("since", models.DateTimeField(verbose_name="seit")),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "thread",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="mutes",
                            to="exchange.thread",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Stummschaltung",
                    "verbose_name_plural": "Stummschaltungen",
                },
            ),
            migrations.CreateModel(
                name="Vote",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "choice",
                        models.CharField(
                            choices=[("yes", "Ja"), ("no", "Nein"), ("abstain", "Enthaltung")],
                            max_length=7,
                            verbose_name="Stimme",
                        ),
                    ),
                    ("as_deputy", models.BooleanField(default=False, verbose_name="in Vertretung")),
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
                        "decision",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="votes",
                            to="exchange.decision",
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
                    "verbose_name": "Stimme",
                    "verbose_name_plural": "Stimmen",
                    "ordering": ("decision", "id"),
                },
            ),
            migrations.CreateModel(
                name="ActionItem",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("internal", models.BooleanField(default=False, verbose_name="intern")),
                    ("text", models.CharField(max_length=300, verbose_name="Auftrag")),
                    ("due_on", models.DateField(blank=True, null=True, verbose_name="fällig am")),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("open", "Offen"),
                                ("moved", "Verschoben"),
                                ("done", "Erledigt"),
                                ("dropped", "Fallen gelassen"),
                            ],
                            default="open",
                            max_length=7,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="action_items",
                            to="groups.group",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="zuständig",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                            verbose_name="zuständige Person",
                        ),
                    ),
                    (
                        "origin",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="action_items",
                            to="exchange.agendaitem",
                            verbose_name="aus",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Auftrag",
                    "verbose_name_plural": "Aufträge",
                    "ordering": ("due_on", "id"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("organisation__isnull", False),
                                ("person__isnull", False),
                                _connector="OR",
                            ),
                            name="action_is_somebodys",
                        )
                    ],
                },
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.UniqueConstraint(
                    fields=("group", "year", "number"), name="decision_number_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("status", "taken"), _negated=True),
                        ("valid_from__isnull", False),
                        _connector="OR",
                    ),
                    name="decision_taken_is_valid_from",
                ),
            ),
            migrations.AddConstraint(
                model_name="meeting",
                constraint=models.UniqueConstraint(
                    fields=("group", "number"), name="meeting_number_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="meeting",
                constraint=models.CheckConstraint(
                    condition=models.Q(("group__isnull", False)), name="meeting_of_a_group"
                ),
            ),
            migrations.AddConstraint(
                model_name="meeting",
                constraint=models.CheckConstraint(
                    condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                    name="meeting_in_order",
                ),
            ),
            migrations.AddConstraint(
                model_name="agendaitem",
                constraint=models.UniqueConstraint(
                    deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                    fields=("meeting", "number"),
                    name="agenda_number_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="agendaitem",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("carried_from__isnull", False)),
                    fields=("meeting", "carried_from"),
                    name="agenda_carried_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="minutes",
                constraint=models.UniqueConstraint(
                    fields=("meeting", "version"), name="minutes_version_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="minutes",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("approved_at__isnull", True)),
                    fields=("meeting",),
                    name="minutes_one_draft",
                ),
            ),
            migrations.AddConstraint(
                model_name="minutes",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                    ),
                    name="minutes_correction_has_a_reason",
                ),
            ),
            migrations.AddConstraint(
                model_name="polloption",
                constraint=models.UniqueConstraint(
                    fields=("poll", "starts_at"), name="poll_option_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="polloption",
                constraint=models.CheckConstraint(
                    condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                    name="poll_option_in_order",
                ),
            ),
            migrations.AddConstraint(
                model_name="pollanswer",
                constraint=models.UniqueConstraint(
                    fields=("option", "person"), name="poll_answer_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="post",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("message_id", ""), _negated=True),
                    fields=("message_id",),
                    name="post_of_a_mail_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="mute",
                constraint=models.UniqueConstraint(
                    fields=("person", "thread"), name="mute_once", nulls_distinct=False
                ),
            ),
            migrations.AddConstraint(
                model_name="vote",
                constraint=models.UniqueConstraint(
                    fields=("decision", "organisation"), name="vote_one_an_organisation"
                ),
            ),
        ]
    )
