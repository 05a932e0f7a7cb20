"""A full application may be refused: one more state of the founding."""

from django.db import migrations, models

from drehscheibe.kernel.schema.together import together

STATES = [
    ("council_decision", "Beschluss von Rat oder Kreistag"),
    ("principle_request", "Grundsätzliche Genehmigung beantragt"),
    ("principle_approved", "Grundsätzlich genehmigt"),
    ("full_application", "Vollständiger Antrag gestellt"),
    ("granted", "Bewilligt"),
    ("returned", "Zurückgegeben"),
    ("refused", "Abgelehnt"),
]


class Migration(migrations.Migration):
    """Choices only; the database knows them by the history."""

    dependencies = [("centres", "0011_agreement_may_follow")]
    operations = together(
        [
            migrations.AlterField(
                "founding",
                "status",
                models.CharField(
                    choices=STATES, default="council_decision", max_length=30, verbose_name="Stand"
                ),
            ),
        ]
    )
