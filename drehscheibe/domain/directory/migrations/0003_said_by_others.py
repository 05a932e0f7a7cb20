"""What visitors and an actor's own people say; a link that opens one actor."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.schema.together import together

KEPT = """
CREATE OR REPLACE FUNCTION directory_kept() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce(array_agg(a.id), '{}') FROM directory_actor a
      JOIN centres_centre c ON c.id = a.centre_id
     WHERE c.organisation_id = ANY (app_organisations()) OR c.carrier_id = ANY (app_organisations())
        OR a.organisation_id = ANY (app_organisations())
        OR a.id = nullif(current_setting('app.directory_actor', true), '')::bigint
$$;
"""
BEFORE = KEPT.replace(
    "\n        OR a.id = nullif(current_setting('app.directory_actor', true), '')::bigint", ""
)
MINE = "actor_id = ANY ((SELECT directory_kept())::bigint[])"


class Migration(migrations.Migration):
    """Hints of visitors and mailed links, behind the wall of their actor."""

    dependencies = [
        ("directory", "0002_walls"),
        ("people", "0003_language_of_account"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="ActorHint",
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
                                ("gone", "Diese Stelle gibt es nicht (mehr)"),
                                ("phone", "Telefon oder E-Mail stimmt nicht"),
                                ("times", "Die Öffnungszeiten stimmen nicht"),
                                ("place", "Die Anschrift stimmt nicht"),
                                ("offer", "Das Angebot stimmt nicht"),
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
                        "actor",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="hints",
                            to="directory.actor",
                        ),
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
                ],
                options={
                    "verbose_name": "Hinweis zu einem Akteur",
                    "verbose_name_plural": "Hinweise zu Akteuren",
                    "ordering": ("-at", "pk"),
                    "indexes": [
                        models.Index(fields=["network", "at"], name="actor_hint_of_a_network")
                    ],
                },
            ),
            migrations.CreateModel(
                name="ActorLink",
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
                            related_name="links",
                            to="directory.actor",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Link eines Akteurs",
                    "verbose_name_plural": "Links von Akteuren",
                    "ordering": ("-sent_at", "pk"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("ends_at__gt", models.F("sent_at"))),
                            name="actor_link_ends",
                        )
                    ],
                },
            ),
        ]
    ) + [
        migrations.RunSQL(KEPT, BEFORE),
        protect("directory_actorhint", own=MINE),
        protect("directory_actorlink", own=MINE),
    ]
