import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0002_content_never_changes"),
        ("organisations", "0001_initial"),
        ("people", "0002_invitation_to_a_role"),
        ("territory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CountPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("as_of", models.DateField(unique=True, verbose_name="Stand")),
                ("count", models.PositiveSmallIntegerField(verbose_name="Zentren")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Hinweis")),
                ("source", models.CharField(max_length=300, verbose_name="Quelle")),
                ("confidence", models.CharField(max_length=20, verbose_name="Verlässlichkeit")),
            ],
            options={
                "verbose_name": "Zahl der Zentren",
                "verbose_name_plural": "Zahl der Zentren",
                "ordering": ("as_of",),
            },
        ),
        migrations.CreateModel(
            name="FieldOfAction",
            fields=[
                (
                    "key",
                    models.CharField(
                        max_length=60, primary_key=True, serialize=False, verbose_name="Schlüssel"
                    ),
                ),
                ("facet", models.CharField(max_length=40, verbose_name="Facette")),
                ("label", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                ("position", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="centres.fieldofaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "Handlungsfeld",
                "verbose_name_plural": "Handlungsfelder",
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="Centre",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=8, unique=True, verbose_name="Schlüssel")),
                ("slug", models.SlugField(max_length=80, verbose_name="Kurzname")),
                ("area_name", models.CharField(max_length=100, verbose_name="Gebiet")),
                ("kind", models.CharField(max_length=40, verbose_name="Art des Gebiets")),
                (
                    "government_district",
                    models.CharField(max_length=40, verbose_name="Regierungsbezirk"),
                ),
                (
                    "district_seat",
                    models.CharField(blank=True, max_length=80, verbose_name="Sitz des Kreises"),
                ),
                (
                    "city",
                    models.CharField(blank=True, max_length=80, verbose_name="Sitz des Zentrums"),
                ),
                (
                    "street",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="Straße und Hausnummer"
                    ),
                ),
                (
                    "postcode",
                    models.CharField(blank=True, max_length=5, verbose_name="Postleitzahl"),
                ),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="Ort")),
                (
                    "address_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "unbekannt"),
                            ("verified", "belegt"),
                            ("verified_undated", "belegt, ohne Datum"),
                            ("dated", "vermutlich veraltet"),
                            ("planned", "geplant"),
                            ("admin_building", "Anschrift der Verwaltung"),
                            ("own", "vom Zentrum gepflegt"),
                        ],
                        max_length=20,
                        verbose_name="Stand der Anschrift",
                    ),
                ),
                (
                    "address_as_of",
                    models.CharField(blank=True, max_length=10, verbose_name="Anschrift Stand"),
                ),
                (
                    "address_note",
                    models.TextField(blank=True, verbose_name="Hinweis zur Anschrift"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="Telefon")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-Mail")),
                ("opening_hours", models.TextField(blank=True, verbose_name="Öffnungszeiten")),
                (
                    "website",
                    models.CharField(blank=True, max_length=120, verbose_name="Internetseite"),
                ),
                (
                    "languages",
                    models.CharField(blank=True, max_length=300, verbose_name="Sprachen"),
                ),
                (
                    "known_since",
                    models.DateField(
                        blank=True, null=True, verbose_name="besteht nachweislich seit"
                    ),
                ),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="bestand bis")),
                ("lat", models.DecimalField(decimal_places=5, max_digits=8, verbose_name="Breite")),
                ("lon", models.DecimalField(decimal_places=5, max_digits=8, verbose_name="Länge")),
                ("outline", models.JSONField(default=dict, verbose_name="Umriss (GeoJSON)")),
                ("path", models.TextField(blank=True, verbose_name="Umriss (SVG)")),
                ("sources", models.TextField(blank=True, verbose_name="Quellen")),
                (
                    "profile_edited",
                    models.BooleanField(default=False, verbose_name="Profil vom Zentrum gepflegt"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                ("sort_key", models.CharField(max_length=120, verbose_name="Sortierschlüssel")),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="territory.district",
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="centre",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "fields_of_action",
                    models.ManyToManyField(
                        blank=True, related_name="centres", to="centres.fieldofaction"
                    ),
                ),
                (
                    "municipalities",
                    models.ManyToManyField(
                        related_name="centres",
                        through="centres.ServedArea",
                        to="territory.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zentrum",
                "verbose_name_plural": "Zentren",
                "ordering": ("sort_key",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("known_since__isnull", True),
                            ("valid_to__gte", models.F("known_since")),
                            _connector="OR",
                        ),
                        name="centre_validity_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Founding",
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
                            ("council_decision", "Beschluss von Rat oder Kreistag"),
                            ("principle_request", "Grundsätzliche Genehmigung beantragt"),
                            ("principle_approved", "Grundsätzlich genehmigt"),
                            ("full_application", "Vollständiger Antrag gestellt"),
                            ("granted", "Bewilligt"),
                        ],
                        default="council_decision",
                        max_length=30,
                        verbose_name="Stand",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="angelegt")),
                (
                    "centre",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="founding",
                        to="centres.centre",
                        verbose_name="Zentrum",
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
            ],
            options={
                "verbose_name": "Gründungsverfahren",
                "verbose_name_plural": "Gründungsverfahren",
            },
        ),
        migrations.CreateModel(
            name="FoundingFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="Angabe")),
                ("value", models.CharField(blank=True, max_length=40, verbose_name="Wert")),
                ("note", models.TextField(blank=True, verbose_name="Hinweis")),
                ("contradicts", models.BooleanField(default=False, verbose_name="Widerspruch")),
                ("source", models.TextField(blank=True, verbose_name="Quelle")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="founding_facts",
                        to="centres.centre",
                    ),
                ),
            ],
            options={
                "verbose_name": "Gründungsangabe",
                "verbose_name_plural": "Gründungsangaben",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="IntegrationConcept",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("adopted", "Verabschiedet"),
                            ("updated", "Fortgeschrieben"),
                            ("superseded", "Abgelöst"),
                            ("discarded", "Verworfen"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rat", "Rat der Stadt"),
                            ("kreistag", "Kreistag"),
                            ("staedteregionstag", "Städteregionstag"),
                        ],
                        max_length=20,
                        verbose_name="Beschlossen durch",
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="Beschlossen am"),
                ),
                (
                    "paper_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="Drucksache oder Vorlage"
                    ),
                ),
                (
                    "decision_url",
                    models.URLField(blank=True, max_length=500, verbose_name="Link zum Beschluss"),
                ),
                (
                    "decision_excerpt",
                    models.TextField(blank=True, verbose_name="Auszug aus dem Beschluss"),
                ),
                (
                    "education_summary",
                    models.TextField(blank=True, verbose_name="Integration durch Bildung"),
                ),
                (
                    "education_pages",
                    models.CharField(blank=True, max_length=60, verbose_name="Seiten"),
                ),
                (
                    "cross_cutting_summary",
                    models.TextField(
                        blank=True, verbose_name="Integration als Querschnittsaufgabe"
                    ),
                ),
                (
                    "cross_cutting_pages",
                    models.CharField(blank=True, max_length=60, verbose_name="Seiten"),
                ),
                ("volunteering_summary", models.TextField(blank=True, verbose_name="Ehrenamt")),
                (
                    "volunteering_pages",
                    models.CharField(blank=True, max_length=60, verbose_name="Seiten"),
                ),
                (
                    "embedding",
                    models.TextField(
                        blank=True, verbose_name="Anbindung und Ausgestaltung des Zentrums"
                    ),
                ),
                (
                    "cooperation_with_free_providers",
                    models.TextField(blank=True, verbose_name="Zusammenarbeit mit freien Trägern"),
                ),
                (
                    "municipalities_agreed_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="Einvernehmen der Gemeinden am"
                    ),
                ),
                (
                    "municipalities_note",
                    models.TextField(blank=True, verbose_name="Wie das Einvernehmen entstand"),
                ),
                (
                    "updated_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="Zuletzt fortgeschrieben am"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="Fassung")),
                ("created_at", models.DateTimeField(verbose_name="angelegt")),
                ("changed_at", models.DateTimeField(verbose_name="geändert")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concepts",
                        to="centres.centre",
                        verbose_name="Zentrum",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="Datei",
                    ),
                ),
            ],
            options={
                "verbose_name": "Integrationskonzept",
                "verbose_name_plural": "Integrationskonzepte",
                "ordering": ("-decided_on", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("draft", "discarded")),
                            models.Q(
                                ("decided_on__isnull", False),
                                models.Q(("body", ""), _negated=True),
                                models.Q(("paper_number", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="concept_adopted_names_its_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("updated_on__isnull", True),
                            ("updated_on__gte", models.F("decided_on")),
                            _connector="OR",
                        ),
                        name="concept_updated_after_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "updated"), _negated=True),
                            ("updated_on__isnull", False),
                            _connector="OR",
                        ),
                        name="concept_updated_says_when",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("adopted", "updated"))),
                        fields=("centre",),
                        name="concept_one_in_force",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConceptUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("updated_on", models.DateField(verbose_name="Fortgeschrieben am")),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("rat", "Rat der Stadt"),
                            ("kreistag", "Kreistag"),
                            ("staedteregionstag", "Städteregionstag"),
                        ],
                        max_length=20,
                        verbose_name="Beschlossen durch",
                    ),
                ),
                (
                    "paper_number",
                    models.CharField(max_length=60, verbose_name="Drucksache oder Vorlage"),
                ),
                ("summary", models.TextField(verbose_name="Was sich geändert hat")),
                ("entered_at", models.DateTimeField(verbose_name="eingetragen")),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="Datei",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "concept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updates",
                        to="centres.integrationconcept",
                    ),
                ),
            ],
            options={
                "verbose_name": "Fortschreibung",
                "verbose_name_plural": "Fortschreibungen",
                "ordering": ("updated_on", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("concept", "updated_on", "paper_number"), name="update_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paper_number", ""), _negated=True),
                        name="update_names_its_paper",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConceptParticipation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("actor_kind", models.SlugField(max_length=60, verbose_name="Akteur")),
                (
                    "took_part",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "beteiligt"), ("no", "nicht beteiligt")],
                        max_length=3,
                        verbose_name="Beteiligung",
                    ),
                ),
                ("how", models.TextField(blank=True, verbose_name="Wie, oder warum nicht")),
                ("period", models.CharField(blank=True, max_length=100, verbose_name="Wann")),
                (
                    "concept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="centres.integrationconcept",
                    ),
                ),
            ],
            options={
                "verbose_name": "Beteiligung am Konzept",
                "verbose_name_plural": "Beteiligungen am Konzept",
                "ordering": ("concept", "actor_kind"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("concept", "actor_kind"), name="participation_once_per_actor"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("took_part__in", ("", "yes", "no"))),
                        name="participation_known_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServedArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="centres.centre",
                    ),
                ),
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="served_by",
                        to="territory.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zuständigkeit",
                "verbose_name_plural": "Zuständigkeiten",
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=100, verbose_name="Bezeichnung")),
                ("value", models.PositiveIntegerField(verbose_name="Wert")),
                ("as_of", models.DateField(verbose_name="Stand")),
                ("definition", models.CharField(max_length=300, verbose_name="Definition")),
                ("source", models.CharField(max_length=300, verbose_name="Quelle")),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="centres.centre",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zahl",
                "verbose_name_plural": "Zahlen",
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("centre", "label", "as_of"), name="figure_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FoundingDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("rat", "Rat der Stadt"),
                            ("kreistag", "Kreistag"),
                            ("staedteregionstag", "Städteregionstag"),
                        ],
                        max_length=20,
                        verbose_name="Gremium",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="Sitzung am")),
                (
                    "paper_number",
                    models.CharField(max_length=60, verbose_name="Drucksache oder Vorlage"),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("accepted", "angenommen"),
                            ("adjourned", "vertagt"),
                            ("refused", "abgelehnt"),
                        ],
                        max_length=12,
                        verbose_name="Ergebnis",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Anmerkung")),
                ("entered_at", models.DateTimeField(verbose_name="eingetragen")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "founding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="centres.founding",
                    ),
                ),
            ],
            options={
                "verbose_name": "Beschluss zur Gründung",
                "verbose_name_plural": "Beschlüsse zur Gründung",
                "ordering": ("decided_on", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("founding", "decided_on", "paper_number"),
                        name="founding_decision_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paper_number", ""), _negated=True),
                        name="founding_decision_names_its_paper",
                    ),
                ],
            },
        ),
    ]
