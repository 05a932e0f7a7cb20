"""The amount of the hearing, holds with their reasons, and walls around what is claimed back."""

import django.db.models.deletion
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together
from django.db.models import F, Q

from drehscheibe.kernel.permissions.second_wall import protect

OF_A_VISIBLE_PROOF = "proof_id IN (SELECT id FROM funding_proofofuse)"

WALLS = """
-- Never more is claimed than was paid beyond what the check accepted (F20).
CREATE FUNCTION funding_reclaim_within_difference() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    proof record;
BEGIN
    SELECT paid, accepted INTO proof FROM funding_proofofuse WHERE id = NEW.proof_id;
    IF proof.accepted IS NULL OR NEW.heard > proof.paid - proof.accepted THEN
        RAISE EXCEPTION 'reclaim of proof % exceeds what was overpaid', NEW.proof_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reclaim_within_difference';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER funding_reclaim_within_difference BEFORE INSERT OR UPDATE ON funding_reclaim
    FOR EACH ROW EXECUTE FUNCTION funding_reclaim_within_difference();

CREATE FUNCTION funding_hold_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a hold is never changed or removed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER funding_hold_kept BEFORE UPDATE OR DELETE ON funding_legalhold
    FOR EACH ROW EXECUTE FUNCTION funding_hold_kept();
"""
UNDO = """
DROP TRIGGER funding_hold_kept ON funding_legalhold;
DROP FUNCTION funding_hold_kept();
DROP TRIGGER funding_reclaim_within_difference ON funding_reclaim;
DROP FUNCTION funding_reclaim_within_difference();
"""


class Migration(migrations.Migration):
    """Money that comes back, and papers that stay."""

    dependencies = [("funding", "0020_vouchers_are_kept"), ("people", "0001_initial")]
    operations = together(
        [
            migrations.AddField(
                "reclaim",
                "heard",
                models.DecimalField("angehört zu", max_digits=12, decimal_places=2, default=0),
                preserve_default=False,
            ),
            migrations.AddConstraint(
                "reclaim",
                models.CheckConstraint(
                    name="reclaim_at_most_heard", condition=Q(principal__lte=F("heard"))
                ),
            ),
            migrations.CreateModel(
                name="LegalHold",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("held", models.BooleanField(verbose_name="gesetzt")),
                    ("reason", models.TextField(verbose_name="Begründung")),
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
                        "proof",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="holds",
                            to="funding.proofofuse",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Löschsperre",
                    "verbose_name_plural": "Löschsperren",
                    "ordering": ("at", "id"),
                    "constraints": [
                        models.CheckConstraint(name="hold_has_reason", condition=~Q(reason="")),
                    ],
                },
            ),
            protect("funding_legalhold", own=OF_A_VISIBLE_PROOF),
            migrations.RunSQL(WALLS, UNDO),
        ]
    )
