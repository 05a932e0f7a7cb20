"""An invitation names the role it offers; a membership knows when it was withdrawn."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    """The table of invitations is made anew: no installation has one yet."""

    dependencies = [("organisations", "0001_initial"), ("people", "0001_initial")]
    operations = together(
        [
            migrations.AddField(
                "membership",
                "withdrawn_at",
                models.DateTimeField("entzogen", null=True, blank=True),
            ),
            migrations.DeleteModel("Invitation"),
            migrations.CreateModel(
                name="Invitation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("email", models.EmailField(max_length=254, verbose_name="E-Mail")),
                    (
                        "given_name",
                        models.CharField(blank=True, max_length=200, verbose_name="Vorname"),
                    ),
                    ("family_name", models.CharField(max_length=200, verbose_name="Nachname")),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="invitations",
                            to="organisations.organisation",
                        ),
                    ),
                    ("role", models.CharField(max_length=40, verbose_name="Rolle")),
                    ("valid_from", models.DateField(verbose_name="Rolle von")),
                    ("valid_to", models.DateField(blank=True, null=True, verbose_name="Rolle bis")),
                    ("token_hash", models.CharField(max_length=64, unique=True)),
                    (
                        "invited_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    ("created_at", models.DateTimeField(verbose_name="ausgesprochen")),
                    ("expires_at", models.DateTimeField(verbose_name="gültig bis")),
                    (
                        "used_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="angenommen"),
                    ),
                    (
                        "withdrawn_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="zurückgenommen"),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="invitations",
                            to="people.person",
                            verbose_name="angenommen von",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Einladung",
                    "verbose_name_plural": "Einladungen",
                    "ordering": ("-created_at",),
                },
            ),
        ]
    )
