"""Seats and everybody who asked for one."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """Seats and everybody who asked for one."""

    dependencies = [
        ("organisations", "0002_addresses"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="Pool",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("serves", models.CharField(max_length=40, verbose_name="Wofür")),
                    (
                        "capacity",
                        models.PositiveIntegerField(blank=True, null=True, verbose_name="Plätze"),
                    ),
                    (
                        "per_organisation",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="Plätze je Organisation"
                        ),
                    ),
                    (
                        "released_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="Freigabe aller Plätze am"
                        ),
                    ),
                    (
                        "mode",
                        models.CharField(
                            choices=[
                                ("offer", "wird mit Frist angeboten"),
                                ("auto", "geht gleich an die nächste Person"),
                                ("manual", "vergibt der Veranstalter"),
                            ],
                            default="offer",
                            max_length=6,
                            verbose_name="Warteliste",
                        ),
                    ),
                    (
                        "offer_hours",
                        models.PositiveSmallIntegerField(
                            default=48, verbose_name="Bedenkzeit in Stunden"
                        ),
                    ),
                    (
                        "needs_approval",
                        models.BooleanField(
                            default=False, verbose_name="Anmeldungen werden geprüft"
                        ),
                    ),
                    (
                        "opens_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="Anmeldung ab"),
                    ),
                    (
                        "closes_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="Anmeldung bis"),
                    ),
                    (
                        "moves_until",
                        models.DateTimeField(blank=True, null=True, verbose_name="Nachrücken bis"),
                    ),
                    (
                        "last_number",
                        models.PositiveIntegerField(default=0, verbose_name="letzte Wartenummer"),
                    ),
                    (
                        "host",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="Veranstalter",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Platzkontingent",
                    "verbose_name_plural": "Platzkontingente",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("offer_hours__gte", 1), ("offer_hours__lte", 720)),
                            name="pool_offer_has_time",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("per_organisation__isnull", True),
                                ("per_organisation__gte", 1),
                                _connector="OR",
                            ),
                            name="pool_share_is_something",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("opens_at__isnull", True),
                                ("closes_at__isnull", True),
                                ("opens_at__lt", models.F("closes_at")),
                                _connector="OR",
                            ),
                            name="pool_opens_before_it_closes",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="KeptSeats",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("seats", models.PositiveIntegerField(verbose_name="Plätze")),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                        ),
                    ),
                    (
                        "pool",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="kept",
                            to="registration.pool",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Vorgemerkte Plätze",
                    "verbose_name_plural": "Vorgemerkte Plätze",
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("pool", "organisation"), name="kept_seats_once"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Registration",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "key",
                        models.UUIDField(default=uuid.uuid4, unique=True, verbose_name="Schlüssel"),
                    ),
                    (
                        "guest_name",
                        models.CharField(blank=True, max_length=200, verbose_name="Name"),
                    ),
                    (
                        "guest_email",
                        models.EmailField(blank=True, max_length=254, verbose_name="E-Mail"),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("pending", "Wird geprüft"),
                                ("confirmed", "Angemeldet"),
                                ("waitlisted", "Auf der Warteliste"),
                                ("offered", "Platz angeboten"),
                                ("declined", "Angebot abgelehnt"),
                                ("expired", "Angebot verfallen"),
                                ("withdrawn", "Abgemeldet"),
                                ("rejected", "Nicht angenommen"),
                                ("cancelled", "Vom Veranstalter abgesagt"),
                            ],
                            default="pending",
                            max_length=10,
                            verbose_name="Stand",
                        ),
                    ),
                    (
                        "number",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="Wartenummer"
                        ),
                    ),
                    (
                        "waits_for",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("full", "Alle Plätze sind vergeben."),
                                (
                                    "share",
                                    "Ihre Organisation hat ihre Plätze belegt; der Rest ist noch für andere frei.",
                                ),
                                (
                                    "kept",
                                    "Die freien Plätze sind noch für andere Organisationen vorgemerkt.",
                                ),
                                (
                                    "turn",
                                    "Vor Ihnen warten andere; über die Reihenfolge entscheidet der Veranstalter.",
                                ),
                            ],
                            max_length=5,
                            verbose_name="Wartet, weil",
                        ),
                    ),
                    (
                        "offered_until",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="Angebot gilt bis"
                        ),
                    ),
                    ("registered_at", models.DateTimeField(verbose_name="angemeldet am")),
                    (
                        "organisation",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="Entsendet von",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="registrations",
                            to="people.person",
                        ),
                    ),
                    (
                        "pool",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="registrations",
                            to="registration.pool",
                        ),
                    ),
                    (
                        "registered_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Anmeldung",
                    "verbose_name_plural": "Anmeldungen",
                    "ordering": ("registered_at", "id"),
                    "indexes": [
                        models.Index(fields=["pool", "status"], name="registration_of_pool"),
                        models.Index(
                            condition=models.Q(("status", "offered")),
                            fields=["offered_until"],
                            name="registration_offer_ends",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("status__in", ["pending", "confirmed", "waitlisted", "offered"])
                            ),
                            fields=("pool", "person"),
                            name="registration_one_live_a_person",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(
                                ("status__in", ["pending", "confirmed", "waitlisted", "offered"]),
                                models.Q(("guest_email", ""), _negated=True),
                            ),
                            fields=("pool", "guest_email"),
                            name="registration_one_live_a_guest",
                        ),
                        models.UniqueConstraint(
                            fields=("pool", "number"), name="registration_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("guest_email", ""),
                                    ("guest_name", ""),
                                    ("person__isnull", False),
                                ),
                                models.Q(
                                    ("person__isnull", True),
                                    models.Q(("guest_email", ""), _negated=True),
                                    models.Q(("guest_name", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="registration_person_or_guest",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("status__in", ["waitlisted", "offered"]), _negated=True),
                                ("number__isnull", False),
                                _connector="OR",
                            ),
                            name="registration_who_waits_has_a_number",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("status", "offered"), _negated=True),
                                ("offered_until__isnull", False),
                                _connector="OR",
                            ),
                            name="registration_offer_has_an_end",
                        ),
                    ],
                },
            ),
        ]
    )
