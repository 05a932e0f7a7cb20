"""Groups, their members, requests to join."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """Groups, their members, requests to join."""

    initial = True

    dependencies = [
        ("organisations", "0002_addresses"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="Group",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=200, verbose_name="Name")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("experts", "Facharbeitskreis"),
                                ("heads", "Leitungskreis"),
                                ("project", "Projektgruppe"),
                                ("working", "Arbeitsgruppe"),
                            ],
                            max_length=8,
                            verbose_name="Art",
                        ),
                    ),
                    ("mandate", models.TextField(blank=True, verbose_name="Auftrag")),
                    ("starts_on", models.DateField(verbose_name="seit")),
                    ("ends_on", models.DateField(blank=True, null=True, verbose_name="bis")),
                    (
                        "joining",
                        models.CharField(
                            choices=[
                                ("invite", "nur auf Einladung"),
                                ("request", "auf Anfrage"),
                                ("open", "offen für das Netzwerk"),
                            ],
                            default="invite",
                            max_length=7,
                            verbose_name="Beitritt",
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
                    (
                        "host",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="groups",
                            to="organisations.organisation",
                            verbose_name="eingerichtet von",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Gruppe",
                    "verbose_name_plural": "Gruppen",
                    "ordering": ("name", "id"),
                },
            ),
            migrations.CreateModel(
                name="GroupMembership",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "function",
                        models.CharField(
                            choices=[
                                ("chair", "Leitung"),
                                ("minutes", "Protokoll"),
                                ("member", "Mitglied"),
                                ("deputy", "Vertretung"),
                                ("guest", "Gast"),
                            ],
                            default="member",
                            max_length=7,
                            verbose_name="Aufgabe",
                        ),
                    ),
                    ("since", models.DateField(verbose_name="seit")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="bis")),
                    (
                        "deputy_for",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="deputies",
                            to="groups.groupmembership",
                            verbose_name="vertritt",
                        ),
                    ),
                    (
                        "group",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="memberships",
                            to="groups.group",
                        ),
                    ),
                    (
                        "on_behalf_of",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="für",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="group_memberships",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Gruppenmitglied",
                    "verbose_name_plural": "Gruppenmitglieder",
                    "ordering": ("group", "id"),
                },
            ),
            migrations.CreateModel(
                name="JoinRequest",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("message", models.TextField(blank=True, verbose_name="Nachricht")),
                    ("asked_at", models.DateTimeField(verbose_name="gefragt am")),
                    (
                        "answered_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="beantwortet am"),
                    ),
                    ("accepted", models.BooleanField(null=True, verbose_name="angenommen")),
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
                        "group",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="join_requests",
                            to="groups.group",
                        ),
                    ),
                    (
                        "on_behalf_of",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Beitrittsanfrage",
                    "verbose_name_plural": "Beitrittsanfragen",
                    "ordering": ("asked_at", "id"),
                },
            ),
            migrations.AddConstraint(
                model_name="group",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("ends_on__isnull", True),
                        ("ends_on__gte", models.F("starts_on")),
                        _connector="OR",
                    ),
                    name="group_in_order",
                ),
            ),
            migrations.AddConstraint(
                model_name="group",
                constraint=models.UniqueConstraint(fields=("host", "name"), name="group_name_once"),
            ),
            migrations.AddIndex(
                model_name="groupmembership",
                index=models.Index(fields=["person", "group"], name="group_member_person"),
            ),
            migrations.AddConstraint(
                model_name="groupmembership",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                    ),
                    name="group_member_in_order",
                ),
            ),
            migrations.AddConstraint(
                model_name="groupmembership",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("function", "guest"), ("on_behalf_of__isnull", False), _connector="OR"
                    ),
                    name="group_member_for_somebody",
                ),
            ),
            migrations.AddConstraint(
                model_name="groupmembership",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("deputy_for__isnull", False), ("function", "deputy")),
                        models.Q(
                            models.Q(("function", "deputy"), _negated=True),
                            ("deputy_for__isnull", True),
                        ),
                        _connector="OR",
                    ),
                    name="group_member_deputy_of_somebody",
                ),
            ),
            migrations.AddConstraint(
                model_name="groupmembership",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("until__isnull", True)),
                    fields=("group", "person"),
                    name="group_member_once",
                ),
            ),
            migrations.AddConstraint(
                model_name="joinrequest",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("answered_at__isnull", True)),
                    fields=("group", "person"),
                    name="join_request_one_open",
                ),
            ),
        ]
    )
