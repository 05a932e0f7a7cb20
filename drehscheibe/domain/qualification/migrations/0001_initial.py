"""Events, seats, participants, attendance, certificates, qualifications, feeds."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from drehscheibe.kernel.schema.together import together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("centres", "0014_words_and_days_of_fields"),
        ("documents", "0002_content_never_changes"),
        ("groups", "0002_walls"),
        ("organisations", "0002_addresses"),
        ("people", "0002_invitation_to_a_role"),
        ("registration", "0003_own_and_counted"),
    ]

    operations = together(
        [
            migrations.CreateModel(
                name="EventNumber",
                fields=[
                    (
                        "year",
                        models.PositiveSmallIntegerField(
                            primary_key=True, serialize=False, verbose_name="Jahr"
                        ),
                    ),
                    ("last", models.PositiveIntegerField(default=0, verbose_name="zuletzt")),
                ],
                options={
                    "verbose_name": "Nummernkreis der Veranstaltungen",
                    "verbose_name_plural": "Nummernkreise der Veranstaltungen",
                },
            ),
            migrations.CreateModel(
                name="QualificationKind",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("code", models.SlugField(max_length=40, unique=True, verbose_name="Kürzel")),
                    ("label", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                    (
                        "months",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="gilt Monate"
                        ),
                    ),
                    (
                        "multiplier",
                        models.BooleanField(
                            default=False, verbose_name="Multiplikatorin oder Multiplikator"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Art der Qualifikation",
                    "verbose_name_plural": "Arten von Qualifikationen",
                    "ordering": ("label",),
                },
            ),
            migrations.CreateModel(
                name="CourseTemplate",
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
                    ("code", models.SlugField(max_length=40, verbose_name="Kürzel")),
                    ("title", models.CharField(max_length=200, verbose_name="Titel")),
                    ("aims", models.TextField(blank=True, verbose_name="Ziele")),
                    (
                        "target_groups",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=120),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="Zielgruppen",
                        ),
                    ),
                    (
                        "units",
                        models.DecimalField(
                            decimal_places=1, max_digits=5, verbose_name="Unterrichtseinheiten"
                        ),
                    ),
                    (
                        "certificate_percent",
                        models.PositiveSmallIntegerField(
                            default=75, verbose_name="Bescheinigung ab Prozent"
                        ),
                    ),
                    (
                        "ended_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="nicht mehr angeboten seit"
                        ),
                    ),
                    (
                        "fields_of_action",
                        models.ManyToManyField(
                            blank=True,
                            related_name="+",
                            to="centres.fieldofaction",
                            verbose_name="Handlungsfelder",
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
                    (
                        "grants",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="qualification.qualificationkind",
                            verbose_name="verleiht",
                        ),
                    ),
                    (
                        "requires",
                        models.ManyToManyField(
                            blank=True,
                            related_name="+",
                            to="qualification.qualificationkind",
                            verbose_name="Voraussetzungen",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Kursvorlage",
                    "verbose_name_plural": "Kursvorlagen",
                    "ordering": ("title", "id"),
                },
            ),
            migrations.CreateModel(
                name="Event",
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
                    (
                        "number",
                        models.CharField(
                            editable=False, max_length=12, unique=True, verbose_name="Nummer"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("training", "Fortbildung"),
                                ("conference", "Fachtagung"),
                                ("talk", "Fachgespräch"),
                                ("info", "Informationsveranstaltung"),
                            ],
                            default="training",
                            max_length=10,
                            verbose_name="Art",
                        ),
                    ),
                    (
                        "format",
                        models.CharField(
                            choices=[
                                ("onsite", "vor Ort"),
                                ("online", "online"),
                                ("hybrid", "vor Ort und online"),
                            ],
                            default="onsite",
                            max_length=6,
                            verbose_name="Durchführung",
                        ),
                    ),
                    ("title", models.CharField(max_length=200, verbose_name="Titel")),
                    ("description", models.TextField(blank=True, verbose_name="Beschreibung")),
                    (
                        "audience",
                        models.CharField(blank=True, max_length=300, verbose_name="Zielgruppe"),
                    ),
                    ("place", models.CharField(blank=True, max_length=300, verbose_name="Ort")),
                    (
                        "starts_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="Beginn"),
                    ),
                    ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="Ende")),
                    (
                        "min_participants",
                        models.PositiveIntegerField(
                            blank=True, null=True, verbose_name="Mindestzahl"
                        ),
                    ),
                    (
                        "decide_by",
                        models.DateField(
                            blank=True, null=True, verbose_name="entschieden wird bis"
                        ),
                    ),
                    (
                        "cancel_until",
                        models.DateTimeField(blank=True, null=True, verbose_name="Abmelden bis"),
                    ),
                    (
                        "fee",
                        models.DecimalField(
                            blank=True,
                            decimal_places=2,
                            max_digits=8,
                            null=True,
                            verbose_name="Beitrag",
                        ),
                    ),
                    (
                        "childcare",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="Kinderbetreuung"
                        ),
                    ),
                    (
                        "accessibility",
                        models.CharField(
                            blank=True, max_length=500, verbose_name="Barrierefreiheit"
                        ),
                    ),
                    (
                        "certificate_percent",
                        models.PositiveSmallIntegerField(
                            default=75, verbose_name="Bescheinigung ab Prozent"
                        ),
                    ),
                    (
                        "contact",
                        models.EmailField(blank=True, max_length=254, verbose_name="Rückfragen an"),
                    ),
                    (
                        "status",
                        models.CharField(
                            choices=[
                                ("draft", "Entwurf"),
                                ("published", "Veröffentlicht"),
                                ("confirmed", "Findet statt"),
                                ("running", "Läuft"),
                                ("done", "Beendet"),
                                ("archived", "Abgelegt"),
                                ("cancelled", "Abgesagt"),
                            ],
                            default="draft",
                            max_length=10,
                            verbose_name="Stand",
                        ),
                    ),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                    (
                        "co_hosts",
                        models.ManyToManyField(
                            blank=True,
                            related_name="+",
                            to="organisations.organisation",
                            verbose_name="gemeinsam mit",
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
                        "fields_of_action",
                        models.ManyToManyField(
                            blank=True,
                            related_name="+",
                            to="centres.fieldofaction",
                            verbose_name="Handlungsfelder",
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
                    (
                        "template",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="events",
                            to="qualification.coursetemplate",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Veranstaltung",
                    "verbose_name_plural": "Veranstaltungen",
                    "ordering": ("starts_at", "id"),
                },
            ),
            migrations.CreateModel(
                name="EventPool",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "part",
                        models.CharField(
                            choices=[
                                ("onsite", "vor Ort"),
                                ("online", "online"),
                                ("workshop", "Workshop"),
                            ],
                            max_length=8,
                            verbose_name="wofür",
                        ),
                    ),
                    (
                        "title",
                        models.CharField(blank=True, max_length=200, verbose_name="Workshop"),
                    ),
                    (
                        "event",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="pools",
                            to="qualification.event",
                        ),
                    ),
                    (
                        "pool",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="of_event",
                            to="registration.pool",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Plätze einer Veranstaltung",
                    "verbose_name_plural": "Plätze von Veranstaltungen",
                    "ordering": ("event", "id"),
                },
            ),
            migrations.CreateModel(
                name="EventSeries",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("title", models.CharField(max_length=200, verbose_name="Titel")),
                    (
                        "owner",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Veranstaltungsreihe",
                    "verbose_name_plural": "Veranstaltungsreihen",
                    "ordering": ("title",),
                },
            ),
            migrations.AddField(
                model_name="event",
                name="series",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="events",
                    to="qualification.eventseries",
                    verbose_name="Reihe",
                ),
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
                    ("link_salt", models.CharField(blank=True, max_length=40)),
                    ("link_fingerprint", models.CharField(max_length=64, unique=True)),
                    (
                        "invited",
                        models.BooleanField(
                            default=False, verbose_name="Kalendereinladung verschickt"
                        ),
                    ),
                    (
                        "event",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="participations",
                            to="qualification.event",
                        ),
                    ),
                    (
                        "registration",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="participation",
                            to="registration.registration",
                        ),
                    ),
                    (
                        "workshops",
                        models.ManyToManyField(
                            blank=True,
                            related_name="of_participation",
                            to="registration.registration",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Teilnahme",
                    "verbose_name_plural": "Teilnahmen",
                    "ordering": ("registration__registered_at", "id"),
                },
            ),
            migrations.CreateModel(
                name="GuestRequest",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "workshops",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.BigIntegerField(), default=list, size=None
                        ),
                    ),
                    ("key", models.UUIDField(unique=True, verbose_name="Schlüssel")),
                    ("name", models.CharField(max_length=200, verbose_name="Name")),
                    ("email", models.EmailField(max_length=254, verbose_name="E-Mail")),
                    ("answers", models.JSONField(default=dict, verbose_name="Antworten")),
                    (
                        "language",
                        models.CharField(default="de", max_length=20, verbose_name="Sprache"),
                    ),
                    ("fingerprint", models.CharField(max_length=64, unique=True)),
                    ("asked_at", models.DateTimeField(verbose_name="gefragt am")),
                    ("expires_at", models.DateTimeField(verbose_name="gilt bis")),
                    (
                        "event",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="guest_requests",
                            to="qualification.event",
                        ),
                    ),
                    (
                        "pool",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="qualification.eventpool",
                        ),
                    ),
                    (
                        "participation",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="+",
                            to="qualification.participation",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Unbestätigte Anmeldung",
                    "verbose_name_plural": "Unbestätigte Anmeldungen",
                },
            ),
            migrations.CreateModel(
                name="Certificate",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("serial", models.CharField(max_length=20, unique=True, verbose_name="Nummer")),
                    (
                        "units",
                        models.DecimalField(
                            decimal_places=1, max_digits=5, verbose_name="Unterrichtseinheiten"
                        ),
                    ),
                    ("snapshot", models.JSONField(verbose_name="Inhalt")),
                    (
                        "template_version",
                        models.PositiveSmallIntegerField(
                            default=1, verbose_name="Fassung der Vorlage"
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("issued", "gültig"),
                                ("replaced", "ersetzt"),
                                ("revoked", "widerrufen"),
                            ],
                            default="issued",
                            max_length=8,
                            verbose_name="Gültigkeit",
                        ),
                    ),
                    ("issued_at", models.DateTimeField(verbose_name="ausgestellt am")),
                    (
                        "ended_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="beendet am"),
                    ),
                    ("end_reason", models.TextField(blank=True, verbose_name="Grund")),
                    (
                        "document",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="documents.document",
                        ),
                    ),
                    (
                        "issued_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "replaced_by",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="replaces",
                            to="qualification.certificate",
                        ),
                    ),
                    (
                        "event",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="certificates",
                            to="qualification.event",
                        ),
                    ),
                    (
                        "participation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="certificates",
                            to="qualification.participation",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Teilnahmebescheinigung",
                    "verbose_name_plural": "Teilnahmebescheinigungen",
                    "ordering": ("-issued_at", "id"),
                },
            ),
            migrations.CreateModel(
                name="Qualification",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("holds_from", models.DateField(verbose_name="gilt ab")),
                    (
                        "holds_until",
                        models.DateField(blank=True, null=True, verbose_name="gilt bis"),
                    ),
                    (
                        "listed_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="im Verzeichnis seit"
                        ),
                    ),
                    (
                        "ended_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="entzogen am"),
                    ),
                    (
                        "certificate",
                        models.OneToOneField(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="qualification",
                            to="qualification.certificate",
                        ),
                    ),
                    (
                        "fields_of_action",
                        models.ManyToManyField(
                            blank=True, related_name="+", to="centres.fieldofaction"
                        ),
                    ),
                    (
                        "granted_by",
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
                            related_name="qualifications",
                            to="people.person",
                        ),
                    ),
                    (
                        "works_for",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                        ),
                    ),
                    (
                        "kind",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="held",
                            to="qualification.qualificationkind",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Qualifikation",
                    "verbose_name_plural": "Qualifikationen",
                    "ordering": ("-holds_from", "id"),
                },
            ),
            migrations.AddField(
                model_name="event",
                name="grants",
                field=models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="qualification.qualificationkind",
                    verbose_name="verleiht",
                ),
            ),
            migrations.AddField(
                model_name="event",
                name="requires",
                field=models.ManyToManyField(
                    blank=True,
                    related_name="+",
                    to="qualification.qualificationkind",
                    verbose_name="Voraussetzungen",
                ),
            ),
            migrations.CreateModel(
                name="Question",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("label", models.CharField(max_length=300, verbose_name="Frage")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("text", "Freitext"),
                                ("choice", "Auswahl"),
                                ("yes_no", "Ja oder nein"),
                            ],
                            default="text",
                            max_length=6,
                            verbose_name="Art",
                        ),
                    ),
                    (
                        "options",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=120),
                            blank=True,
                            default=list,
                            size=None,
                            verbose_name="Auswahl",
                        ),
                    ),
                    ("required", models.BooleanField(default=False, verbose_name="Pflichtfrage")),
                    ("sensitive", models.BooleanField(default=True, verbose_name="schützenswert")),
                    (
                        "position",
                        models.PositiveSmallIntegerField(default=1, verbose_name="Reihenfolge"),
                    ),
                    (
                        "purged_at",
                        models.DateTimeField(
                            blank=True, null=True, verbose_name="Antworten gelöscht am"
                        ),
                    ),
                    (
                        "event",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="questions",
                            to="qualification.event",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Frage bei der Anmeldung",
                    "verbose_name_plural": "Fragen bei der Anmeldung",
                    "ordering": ("position", "id"),
                },
            ),
            migrations.CreateModel(
                name="AnswerCount",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.CharField(max_length=120, verbose_name="Antwort")),
                    ("count", models.PositiveIntegerField(verbose_name="Anzahl")),
                    (
                        "question",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="counts",
                            to="qualification.question",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Anzahl von Antworten",
                    "verbose_name_plural": "Anzahlen von Antworten",
                    "ordering": ("-count", "text"),
                },
            ),
            migrations.CreateModel(
                name="Answer",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("text", models.TextField(null=True, verbose_name="Antwort")),
                    (
                        "participation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="answers",
                            to="qualification.participation",
                        ),
                    ),
                    (
                        "question",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="answers",
                            to="qualification.question",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Antwort",
                    "verbose_name_plural": "Antworten",
                },
            ),
            migrations.CreateModel(
                name="Session",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("title", models.CharField(blank=True, max_length=200, verbose_name="Titel")),
                    ("starts_at", models.DateTimeField(verbose_name="Beginn")),
                    ("ends_at", models.DateTimeField(verbose_name="Ende")),
                    ("room", models.CharField(blank=True, max_length=300, verbose_name="Ort")),
                    (
                        "units",
                        models.DecimalField(
                            decimal_places=1,
                            default=0,
                            max_digits=4,
                            verbose_name="Unterrichtseinheiten",
                        ),
                    ),
                    ("mandatory", models.BooleanField(default=False, verbose_name="Pflichtteil")),
                    ("sequence", models.PositiveIntegerField(default=0, verbose_name="Änderungen")),
                    ("changed_at", models.DateTimeField(verbose_name="geändert am")),
                    (
                        "called_off_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="entfällt"),
                    ),
                    (
                        "event",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="sessions",
                            to="qualification.event",
                        ),
                    ),
                    (
                        "workshop",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="sessions",
                            to="qualification.eventpool",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Termin",
                    "verbose_name_plural": "Termine",
                    "ordering": ("starts_at", "id"),
                },
            ),
            migrations.CreateModel(
                name="OnlineAccess",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("link", models.URLField(max_length=500, verbose_name="Link")),
                    (
                        "note",
                        models.CharField(
                            blank=True, max_length=300, verbose_name="Hinweis zum Einwählen"
                        ),
                    ),
                    (
                        "session",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="access",
                            to="qualification.session",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Online-Zugang",
                    "verbose_name_plural": "Online-Zugänge",
                },
            ),
            migrations.CreateModel(
                name="Attendance",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "was",
                        models.CharField(
                            choices=[
                                ("present", "anwesend"),
                                ("partial", "teilweise anwesend"),
                                ("excused", "entschuldigt"),
                                ("absent", "nicht da"),
                                ("unknown", "nicht bekannt"),
                            ],
                            default="unknown",
                            max_length=7,
                            verbose_name="Anwesenheit",
                        ),
                    ),
                    (
                        "minutes",
                        models.PositiveSmallIntegerField(
                            blank=True, null=True, verbose_name="Minuten"
                        ),
                    ),
                    (
                        "source",
                        models.CharField(
                            choices=[
                                ("list", "Liste"),
                                ("qr", "QR-Code"),
                                ("import", "eingelesen"),
                            ],
                            default="list",
                            max_length=6,
                            verbose_name="Quelle",
                        ),
                    ),
                    ("noted_at", models.DateTimeField(verbose_name="eingetragen am")),
                    (
                        "noted_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.person",
                        ),
                    ),
                    (
                        "participation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="attendances",
                            to="qualification.participation",
                        ),
                    ),
                    (
                        "session",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="attendances",
                            to="qualification.session",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Anwesenheit",
                    "verbose_name_plural": "Anwesenheiten",
                },
            ),
            migrations.CreateModel(
                name="CalendarFeed",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "of",
                        models.CharField(
                            choices=[
                                ("network", "alle Veranstaltungen im Netzwerk"),
                                ("organisation", "Veranstaltungen einer Organisation"),
                                ("person", "eigene Veranstaltungen"),
                            ],
                            max_length=12,
                            verbose_name="Inhalt",
                        ),
                    ),
                    ("fingerprint", models.CharField(max_length=64, unique=True)),
                    ("created_at", models.DateTimeField(verbose_name="angelegt am")),
                    (
                        "revoked_at",
                        models.DateTimeField(blank=True, null=True, verbose_name="widerrufen am"),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="organisations.organisation",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="calendar_feeds",
                            to="people.person",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "Kalender-Abo",
                    "verbose_name_plural": "Kalender-Abos",
                    "ordering": ("-created_at",),
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("of", "organisation"), ("organisation__isnull", False)),
                                models.Q(
                                    models.Q(("of", "organisation"), _negated=True),
                                    ("organisation__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="calendar_feed_of_organisation",
                        )
                    ],
                },
            ),
            migrations.AddConstraint(
                model_name="eventpool",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("part", "workshop"), _negated=True),
                    fields=("event", "part"),
                    name="event_pool_once",
                ),
            ),
            migrations.AddIndex(
                model_name="guestrequest",
                index=models.Index(
                    condition=models.Q(("participation__isnull", True)),
                    fields=["expires_at"],
                    name="guest_request_open",
                ),
            ),
            migrations.AddConstraint(
                model_name="certificate",
                constraint=models.UniqueConstraint(
                    condition=models.Q(("state", "issued")),
                    fields=("participation",),
                    name="certificate_one_holds",
                ),
            ),
            migrations.AddConstraint(
                model_name="certificate",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("ended_at__isnull", True), ("state", "issued")),
                        models.Q(
                            models.Q(("state", "issued"), _negated=True),
                            ("ended_at__isnull", False),
                            models.Q(("end_reason", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="certificate_end_has_reason",
                ),
            ),
            migrations.AddIndex(
                model_name="qualification",
                index=models.Index(fields=["person", "kind"], name="qualification_of_person"),
            ),
            migrations.AddConstraint(
                model_name="qualification",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("holds_until__isnull", True),
                        ("holds_until__gte", models.F("holds_from")),
                        _connector="OR",
                    ),
                    name="qualification_in_order",
                ),
            ),
            migrations.AddIndex(
                model_name="event",
                index=models.Index(fields=["status", "starts_at"], name="event_by_time"),
            ),
            migrations.AddIndex(
                model_name="event",
                index=models.Index(fields=["owner", "starts_at"], name="event_of_owner"),
            ),
            migrations.AddConstraint(
                model_name="event",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("decide_by__isnull", True),
                        ("min_participants__isnull", False),
                        _connector="OR",
                    ),
                    name="event_decides_about_a_minimum",
                ),
            ),
            migrations.AddConstraint(
                model_name="event",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("certificate_percent__gte", 1), ("certificate_percent__lte", 100)
                    ),
                    name="event_certificate_percent",
                ),
            ),
            migrations.AddConstraint(
                model_name="coursetemplate",
                constraint=models.UniqueConstraint(
                    fields=("owner", "code"), name="template_code_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="coursetemplate",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        ("certificate_percent__gte", 1), ("certificate_percent__lte", 100)
                    ),
                    name="template_certificate_percent",
                ),
            ),
            migrations.AddConstraint(
                model_name="answercount",
                constraint=models.UniqueConstraint(
                    fields=("question", "text"), name="answer_count_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="answer",
                constraint=models.UniqueConstraint(
                    fields=("participation", "question"), name="answer_once"
                ),
            ),
            migrations.AddIndex(
                model_name="session",
                index=models.Index(fields=["starts_at"], name="session_by_time"),
            ),
            migrations.AddConstraint(
                model_name="session",
                constraint=models.CheckConstraint(
                    condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                    name="session_in_order",
                ),
            ),
            migrations.AddConstraint(
                model_name="attendance",
                constraint=models.UniqueConstraint(
                    fields=("participation", "session"), name="attendance_once"
                ),
            ),
            migrations.AddConstraint(
                model_name="attendance",
                constraint=models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("minutes__isnull", False), ("was", "partial")),
                        models.Q(
                            models.Q(("was", "partial"), _negated=True), ("minutes__isnull", True)
                        ),
                        _connector="OR",
                    ),
                    name="attendance_partial_has_minutes",
                ),
            ),
        ]
    )
