"""Interest on which the authority refrains, and the walls around it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from drehscheibe.kernel.permissions.second_wall import protect
from drehscheibe.kernel.workflow.protection import guard_status
from drehscheibe.kernel.schema.together import together

OF_A_VISIBLE_RECLAIM = "reclaim_id IN (SELECT id FROM funding_reclaim)"

WALLS = """
-- What was prepared is signed as it is or not at all; a signed waiver never changes.
CREATE TRIGGER funding_waiver_frozen BEFORE UPDATE ON funding_interestwaiver FOR EACH ROW EXECUTE
    FUNCTION funding_only_may_change(
        'prepared,signed,discarded', 'status,decided_by_id,decided_on,letter_id'
    );
CREATE FUNCTION funding_waiver_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.letter_id IS NOT NULL AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
        RAISE EXCEPTION 'a waiver is never removed, a signed one never changed'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER funding_waiver_signed BEFORE UPDATE OR DELETE ON funding_interestwaiver
    FOR EACH ROW EXECUTE FUNCTION funding_waiver_signed();
"""
UNDO = """
DROP TRIGGER funding_waiver_signed ON funding_interestwaiver;
DROP FUNCTION funding_waiver_signed();
DROP TRIGGER funding_waiver_frozen ON funding_interestwaiver;
"""


class Migration(migrations.Migration):
    """§ 49a (3) sentence 2 VwVfG NRW."""

    dependencies = [
        ("documents", "0002_content_never_changes"),
        ("funding", "0030_reclaims_and_holds"),
        ("people", "0002_invitation_to_a_role"),
    ]
    operations = together(
        [
            migrations.CreateModel(
                name="InterestWaiver",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "ground",
                        models.CharField(
                            choices=[
                                (
                                    "not_at_fault",
                                    "Nicht zu vertreten und fristgerecht erstattet",
                                ),
                                ("other", "Anderer Grund"),
                            ],
                            max_length=20,
                            verbose_name="Anlass",
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(
                            decimal_places=2,
                            max_digits=12,
                            verbose_name="Zinsen, auf die verzichtet wird",
                        ),
                    ),
                    ("reason", models.TextField(verbose_name="Begründung")),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("prepared", "Vorbereitet"),
                                ("signed", "Erlassen"),
                                ("discarded", "Verworfen"),
                            ],
                            default="prepared",
                            max_length=20,
                            verbose_name="Stand",
                        ),
                    ),
                    ("prepared_at", models.DateTimeField(verbose_name="vorbereitet am")),
                    ("decided_on", models.DateField(null=True, verbose_name="entschieden am")),
                    (
                        "decided_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "letter",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    (
                        "prepared_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "reclaim",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="waivers",
                            to="funding.reclaim",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Zinsverzicht",
                    "verbose_name_plural": "Zinsverzichte",
                    "ordering": ("reclaim", "id"),
                    "constraints": [
                        models.UniqueConstraint(
                            name="waiver_one_prepared",
                            fields=("reclaim",),
                            condition=Q(status="prepared"),
                        ),
                        models.CheckConstraint(
                            name="waiver_is_positive", condition=Q(amount__gt=0)
                        ),
                        models.CheckConstraint(name="waiver_has_reason", condition=~Q(reason="")),
                        models.CheckConstraint(
                            name="waiver_four_eyes",
                            condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                        ),
                        models.CheckConstraint(
                            name="waiver_ground_is_known",
                            condition=Q(ground__in=["not_at_fault", "other"]),
                        ),
                    ],
                },
            ),
            guard_status("funding_interestwaiver", "funding.waiver", "prepared"),
            protect("funding_interestwaiver", own=OF_A_VISIBLE_RECLAIM),
            migrations.RunSQL(WALLS, UNDO),
        ]
    )
