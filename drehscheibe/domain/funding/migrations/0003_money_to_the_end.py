import django.db.models.deletion
import django.db.models.expressions
from decimal import Decimal
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("centres", "0011_agreement_may_follow"),
        ("documents", "0002_content_never_changes"),
        ("funding", "0002_walls"),
        ("organisations", "0001_initial"),
        ("people", "0002_invitation_to_a_role"),
    ]

    operations = together(
        [
            migrations.RemoveConstraint(
                model_name="application",
                name="application_amounts_not_negative",
            ),
            migrations.RemoveConstraint(
                model_name="decision",
                name="decision_amounts_not_negative",
            ),
            migrations.AddField(
                model_name="application",
                name="volunteering",
                field=models.DecimalField(
                    decimal_places=2,
                    default=Decimal("0"),
                    max_digits=12,
                    verbose_name="Ehrenamt und Väterarbeit (Nr. 2.3)",
                ),
            ),
            migrations.AddField(
                model_name="decision",
                name="volunteering",
                field=models.DecimalField(
                    decimal_places=2,
                    default=0,
                    max_digits=12,
                    verbose_name="Ehrenamt und Väterarbeit",
                ),
            ),
            migrations.AddConstraint(
                model_name="application",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("requested__isnull", True), ("requested__gte", 0), _connector="OR"
                        ),
                        models.Q(("granted__isnull", True), ("granted__gte", 0), _connector="OR"),
                        ("volunteering__gte", 0),
                    ),
                    name="application_amounts_not_negative",
                ),
            ),
            migrations.AddConstraint(
                model_name="decision",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("komm_an__gte", 0),
                        ("material__gte", 0),
                        ("staff__gte", 0),
                        ("volunteering__gte", 0),
                    ),
                    name="decision_amounts_not_negative",
                ),
            ),
            migrations.CreateModel(
                name="ChangeNotice",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nr.")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("vacancy", "Stelle wird frei"),
                                ("hire", "Stelle wird besetzt"),
                                ("organisation", "Organisation ändert sich"),
                                ("other", "anderes"),
                            ],
                            max_length=20,
                            verbose_name="Art",
                        ),
                    ),
                    ("effective_on", models.DateField(verbose_name="gilt ab")),
                    ("until", models.DateField(blank=True, null=True, verbose_name="bis")),
                    ("text", models.TextField(blank=True, verbose_name="Beschreibung")),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("reported", "Angezeigt"),
                                ("noted", "Zur Kenntnis genommen"),
                                ("amended", "Bescheid geändert"),
                                ("withdrawn", "Zurückgezogen"),
                            ],
                            default="reported",
                            max_length=20,
                            verbose_name="Stand",
                        ),
                    ),
                    ("reported_at", models.DateTimeField(verbose_name="angezeigt am")),
                    ("reported_on", models.DateField(verbose_name="Tag der Anzeige")),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="changes",
                            to="funding.application",
                        ),
                    ),
                    (
                        "post",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="changes",
                            to="funding.fundedpost",
                        ),
                    ),
                    (
                        "reported_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Änderungsanzeige",
                    "verbose_name_plural": "Änderungsanzeigen",
                    "ordering": ("application", "number"),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("application", "number"), name="change_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("until__isnull", True),
                                ("until__gte", models.F("effective_on")),
                                _connector="OR",
                            ),
                            name="change_until_after_start",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("kind__in", ["vacancy", "hire"]), _negated=True),
                                ("post__isnull", False),
                                _connector="OR",
                            ),
                            name="change_of_a_post_names_it",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("kind__in", ["vacancy", "hire"]),
                                models.Q(("text", ""), _negated=True),
                                _connector="OR",
                            ),
                            name="change_is_described",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AmendedNotice",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "staff",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=12,
                            verbose_name="Personalausgaben",
                        ),
                    ),
                    (
                        "material",
                        models.DecimalField(
                            decimal_places=2, default=0, max_digits=12, verbose_name="Sachausgaben"
                        ),
                    ),
                    (
                        "komm_an",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=12,
                            verbose_name="KOMM-AN Teil I",
                        ),
                    ),
                    (
                        "volunteering",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=12,
                            verbose_name="Ehrenamt und Väterarbeit",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nr.")),
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
                    ("decided_on", models.DateField(null=True, verbose_name="erlassen am")),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="amendments",
                            to="funding.application",
                        ),
                    ),
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
                        "notice",
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
                        "change",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="amendments",
                            to="funding.changenotice",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Änderungsbescheid",
                    "verbose_name_plural": "Änderungsbescheide",
                    "ordering": ("application", "number"),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("application", "number"), name="amendment_number_once"
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("status", "prepared")),
                            fields=("application",),
                            name="amendment_one_prepared",
                            violation_error_message="Ein Änderungsbescheid ist schon vorbereitet.",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("komm_an__gte", 0),
                                ("material__gte", 0),
                                ("staff__gte", 0),
                                ("volunteering__gte", 0),
                            ),
                            name="amendment_parts_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("decided_by__isnull", True),
                                models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="amendment_four_eyes",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="amendment_has_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PaymentCall",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "staff",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=12,
                            verbose_name="Personalausgaben",
                        ),
                    ),
                    (
                        "material",
                        models.DecimalField(
                            decimal_places=2, default=0, max_digits=12, verbose_name="Sachausgaben"
                        ),
                    ),
                    (
                        "komm_an",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=12,
                            verbose_name="KOMM-AN Teil I",
                        ),
                    ),
                    (
                        "volunteering",
                        models.DecimalField(
                            decimal_places=2,
                            default=0,
                            max_digits=12,
                            verbose_name="Ehrenamt und Väterarbeit",
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nr.")),
                    ("line_group", models.CharField(max_length=10, verbose_name="Förderlinien")),
                    ("due_on", models.DateField(verbose_name="Auszahlungstermin")),
                    ("note", models.TextField(blank=True, verbose_name="Bemerkung")),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("requested", "Angefordert"),
                                ("checked", "Geprüft"),
                                ("released", "Zur Zahlung freigegeben"),
                                ("refused", "Abgelehnt"),
                                ("withdrawn", "Zurückgezogen"),
                            ],
                            default="requested",
                            max_length=20,
                            verbose_name="Stand",
                        ),
                    ),
                    ("requested_at", models.DateTimeField(verbose_name="angefordert am")),
                    (
                        "application",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="calls",
                            to="funding.application",
                        ),
                    ),
                    (
                        "requested_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Mittelabruf",
                    "verbose_name_plural": "Mittelabrufe",
                    "ordering": ("application", "number"),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("application", "number"), name="call_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("komm_an__gte", 0),
                                ("material__gte", 0),
                                ("staff__gte", 0),
                                ("volunteering__gte", 0),
                            ),
                            name="call_parts_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("staff__gt", 0),
                                ("material__gt", 0),
                                ("komm_an__gt", 0),
                                ("volunteering__gt", 0),
                                _connector="OR",
                            ),
                            name="call_asks_for_something",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProofOfUse",
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
                                ("draft", "In Arbeit"),
                                ("submitted", "Eingereicht"),
                                ("clarification", "Rückfrage offen"),
                                ("checked", "Geprüft"),
                                ("hearing", "Anhörung"),
                                ("reclaimed", "Erstattung gefordert"),
                                ("repaid", "Erstattet"),
                                ("closed", "Abgeschlossen"),
                                ("archived", "Archiviert"),
                            ],
                            default="draft",
                            max_length=20,
                            verbose_name="Stand",
                        ),
                    ),
                    ("due_on", models.DateField(verbose_name="vorzulegen bis")),
                    (
                        "due_shifted_on",
                        models.DateField(verbose_name="vorzulegen bis (verschoben)"),
                    ),
                    (
                        "use_text",
                        models.TextField(blank=True, verbose_name="Verwendung der Mittel"),
                    ),
                    ("result_text", models.TextField(blank=True, verbose_name="Ergebnis")),
                    (
                        "survey_confirmed_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="Fachdatenerhebung bestätigt am"
                        ),
                    ),
                    (
                        "income",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=12,
                            null=True,
                            verbose_name="andere Einnahmen",
                        ),
                    ),
                    (
                        "net_prices",
                        models.BooleanField(
                            default=False, verbose_name="Nettopreise (Vorsteuerabzug)"
                        ),
                    ),
                    (
                        "confirmed_necessary",
                        models.BooleanField(
                            default=False,
                            verbose_name="Ausgaben waren notwendig, wirtschaftlich und stimmen mit den Büchern überein",
                        ),
                    ),
                    (
                        "certificate_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="Vermerk der Rechnungsprüfung vom"
                        ),
                    ),
                    (
                        "kept_input",
                        models.JSONField(
                            blank=True, default=dict, verbose_name="noch nicht lesbare Eingaben"
                        ),
                    ),
                    (
                        "field_versions",
                        models.JSONField(
                            blank=True, default=dict, verbose_name="Fassung je Angabe"
                        ),
                    ),
                    ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                    ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                    ("submitted_on", models.DateField(null=True, verbose_name="eingereicht am")),
                    (
                        "eligible",
                        models.DecimalField(
                            decimal_places=2,
                            max_digits=12,
                            null=True,
                            verbose_name="zuwendungsfähig",
                        ),
                    ),
                    (
                        "paid",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="ausgezahlt"
                        ),
                    ),
                    (
                        "difference",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="Unterschied"
                        ),
                    ),
                    (
                        "accepted",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=12,
                            null=True,
                            verbose_name="anerkannt",
                        ),
                    ),
                    ("check_note", models.TextField(blank=True, verbose_name="Prüfungsvermerk")),
                    ("checked_at", models.DateTimeField(null=True, verbose_name="geprüft am")),
                    (
                        "retain_until",
                        models.DateField(null=True, verbose_name="Belege aufzubewahren bis"),
                    ),
                    ("legal_hold", models.BooleanField(default=False, verbose_name="Löschsperre")),
                    (
                        "application",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proof",
                            to="funding.application",
                        ),
                    ),
                    (
                        "certificate",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    (
                        "checked_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "entered_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "submitted_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Verwendungsnachweis",
                    "verbose_name_plural": "Verwendungsnachweise",
                    "ordering": ("due_on", "application"),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("due_shifted_on__gte", models.F("due_on"))),
                            name="proof_due_shifts_forward",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("income__isnull", True), ("income__gte", 0), _connector="OR"
                                ),
                                models.Q(
                                    ("eligible__isnull", True),
                                    ("eligible__gte", 0),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("accepted__isnull", True),
                                    ("accepted__gte", 0),
                                    _connector="OR",
                                ),
                                models.Q(("paid__isnull", True), ("paid__gte", 0), _connector="OR"),
                            ),
                            name="proof_amounts_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("status", "draft"),
                                models.Q(
                                    (
                                        "difference",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("paid"), "-", models.F("eligible")
                                        ),
                                    ),
                                    ("eligible__isnull", False),
                                    ("paid__isnull", False),
                                    ("retain_until__isnull", False),
                                    ("submitted_on__isnull", False),
                                ),
                                _connector="OR",
                            ),
                            name="proof_submitted_is_fixed",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("checked_by__isnull", True),
                                models.Q(
                                    models.Q(("checked_by", models.F("entered_by")), _negated=True),
                                    models.Q(
                                        ("checked_by", models.F("submitted_by")), _negated=True
                                    ),
                                ),
                                _connector="OR",
                            ),
                            name="proof_checker_did_not_enter_it",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProofItem",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nr.")),
                    (
                        "part",
                        models.CharField(
                            choices=[
                                ("material", "Sachausgaben"),
                                ("komm_an", "KOMM-AN Teil I"),
                                ("volunteering", "Ehrenamt und Väterarbeit"),
                            ],
                            max_length=20,
                            verbose_name="Förderlinie",
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("LAY_INTERPRETERS", "Laiensprachmittlerpool"),
                                ("TRANSLATION", "Übersetzungspool"),
                                ("ROOMS", "Räume"),
                                ("TRAVEL", "Verwaltung und Reisekosten"),
                                ("TEACHING_MATERIAL", "Lehr-, Lern- und Projektmaterial"),
                            ],
                            max_length=30,
                            verbose_name="Art",
                        ),
                    ),
                    (
                        "label",
                        models.CharField(blank=True, max_length=200, verbose_name="Bezeichnung"),
                    ),
                    (
                        "planned",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="geplant"
                        ),
                    ),
                    (
                        "actual",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="tatsächlich"
                        ),
                    ),
                    (
                        "proof",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="items",
                            to="funding.proofofuse",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Ausgabe im Nachweis",
                    "verbose_name_plural": "Ausgaben im Nachweis",
                    "ordering": ("number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("proof", "number"), name="proof_item_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("actual__isnull", True), ("actual__gte", 0), _connector="OR"
                                ),
                                models.Q(
                                    ("planned__isnull", True), ("planned__gte", 0), _connector="OR"
                                ),
                            ),
                            name="proof_item_not_negative",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProofPost",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveSmallIntegerField(verbose_name="Nr.")),
                    (
                        "category",
                        models.CharField(
                            choices=[
                                ("FACHKRAFT", "Fachkraft"),
                                ("ASSISTENZ", "Verwaltungsassistenz"),
                            ],
                            max_length=20,
                            verbose_name="Art",
                        ),
                    ),
                    (
                        "share",
                        models.DecimalField(
                            decimal_places=2, max_digits=3, null=True, verbose_name="Anteil"
                        ),
                    ),
                    ("filled_from", models.DateField(null=True, verbose_name="besetzt ab")),
                    ("filled_to", models.DateField(null=True, verbose_name="besetzt bis")),
                    (
                        "actual_cost",
                        models.DecimalField(
                            decimal_places=2,
                            max_digits=12,
                            null=True,
                            verbose_name="tatsächliche Ausgaben",
                        ),
                    ),
                    (
                        "post",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="funding.fundedpost",
                        ),
                    ),
                    (
                        "proof",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="posts",
                            to="funding.proofofuse",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Stelle im Nachweis",
                    "verbose_name_plural": "Stellen im Nachweis",
                    "ordering": ("number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("proof", "number"), name="proof_post_number_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("actual_cost__isnull", True),
                                ("actual_cost__gte", 0),
                                _connector="OR",
                            ),
                            name="proof_post_cost_not_negative",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("share__isnull", True),
                                models.Q(("share__gt", 0), ("share__lte", 1)),
                                _connector="OR",
                            ),
                            name="proof_post_share_between_0_and_1",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProofQuery",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("question", models.TextField(verbose_name="Frage")),
                    ("asked_at", models.DateTimeField(verbose_name="gefragt am")),
                    ("answer", models.TextField(blank=True, verbose_name="Antwort")),
                    ("answered_at", models.DateTimeField(null=True, verbose_name="beantwortet am")),
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
                        "asked_by",
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
                            related_name="queries",
                            to="funding.proofofuse",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rückfrage zum Nachweis",
                    "verbose_name_plural": "Rückfragen zum Nachweis",
                    "ordering": ("asked_at",),
                },
            ),
            migrations.CreateModel(
                name="Reclaim",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "principal",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, verbose_name="Hauptforderung"
                        ),
                    ),
                    ("reason", models.TextField(verbose_name="Begründung")),
                    ("known_on", models.DateField(verbose_name="Kenntnis seit")),
                    ("arises_on", models.DateField(verbose_name="entstanden am")),
                    ("hearing_until", models.DateField(verbose_name="Anhörung bis")),
                    ("answer", models.TextField(blank=True, verbose_name="Stellungnahme")),
                    (
                        "answered_at",
                        models.DateTimeField(null=True, verbose_name="Stellungnahme vom"),
                    ),
                    ("due_on", models.DateField(null=True, verbose_name="zahlbar bis")),
                    ("prepared_at", models.DateTimeField(verbose_name="vorbereitet am")),
                    ("decided_on", models.DateField(null=True, verbose_name="beschieden am")),
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
                        "decided_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "hearing_letter",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    (
                        "notice",
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
                        "proof",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reclaim",
                            to="funding.proofofuse",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Erstattung",
                    "verbose_name_plural": "Erstattungen",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("principal__gt", 0)), name="reclaim_is_positive"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("decided_by__isnull", True),
                                models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                                _connector="OR",
                            ),
                            name="reclaim_four_eyes",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True),
                            name="reclaim_has_reason",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Repayment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("received_on", models.DateField(verbose_name="eingegangen am")),
                    (
                        "amount",
                        models.DecimalField(decimal_places=2, max_digits=12, verbose_name="Betrag"),
                    ),
                    ("reference", models.CharField(max_length=60, verbose_name="Kassenzeichen")),
                    ("entered_at", models.DateTimeField(verbose_name="eingetragen am")),
                    (
                        "entered_by",
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
                            related_name="repayments",
                            to="funding.reclaim",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Rückzahlung",
                    "verbose_name_plural": "Rückzahlungen",
                    "ordering": ("received_on", "id"),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("reclaim", "reference", "received_on"),
                            name="repayment_entered_once",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("amount__gt", 0)), name="repayment_is_positive"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Voucher",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveIntegerField(verbose_name="Nr.")),
                    (
                        "part",
                        models.CharField(
                            choices=[
                                ("staff", "Personalausgaben"),
                                ("material", "Sachausgaben"),
                                ("komm_an", "KOMM-AN Teil I"),
                                ("volunteering", "Ehrenamt und Väterarbeit"),
                            ],
                            max_length=20,
                            verbose_name="Förderlinie",
                        ),
                    ),
                    (
                        "post_number",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Stelle"
                        ),
                    ),
                    ("dated_on", models.DateField(null=True, verbose_name="Datum")),
                    ("paid_on", models.DateField(blank=True, null=True, verbose_name="gezahlt am")),
                    (
                        "payee",
                        models.CharField(blank=True, max_length=200, verbose_name="Empfänger"),
                    ),
                    (
                        "purpose",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="Grund der Zahlung"
                        ),
                    ),
                    (
                        "amount",
                        models.DecimalField(
                            decimal_places=2, max_digits=12, null=True, verbose_name="Betrag"
                        ),
                    ),
                    (
                        "document",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    (
                        "proof",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="vouchers",
                            to="funding.proofofuse",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Beleg",
                    "verbose_name_plural": "Belege",
                    "ordering": ("number",),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("proof", "number"), name="voucher_number_once"
                        )
                    ],
                },
            ),
        ]
    )
