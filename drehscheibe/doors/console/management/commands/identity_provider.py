"""An organisation's own sign-in (OpenID Connect): register, switch, list."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from drehscheibe.kernel.access.models import IdentityProvider
from drehscheibe.kernel.access.providers import Service, register_provider, switch_provider
from drehscheibe.kernel.organisations.models import Organisation

YES = {"ja": True, "nein": False}


class Command(BaseCommand):
    """For the operator. The secret comes from an environment variable, never from the shell."""

    help = "Anmeldedienst einer Organisation anlegen, schalten oder auflisten."

    def add_arguments(self, parser: CommandParser) -> None:
        """`add`, `switch` or `list`."""
        words = parser.add_subparsers(dest="word", required=True)
        words.add_parser("list")
        add = words.add_parser("add")
        for name in ("organisation", "slug", "name", "issuer", "client-id", "secret-env"):
            add.add_argument(f"--{name}", required=True)
        switch = words.add_parser("switch")
        switch.add_argument("slug")
        switch.add_argument("--active", choices=YES, default="ja")
        switch.add_argument("--password", choices=YES, default="ja")

    def handle(self, *args: Any, word: str, **options: Any) -> None:
        """Do the word."""
        {"add": self._add, "switch": self._switch, "list": self._list}[word](options)

    def _add(self, options: dict[str, Any]) -> None:
        organisation = Organisation.objects.filter(code=options["organisation"]).first()
        secret = os.environ.get(options["secret_env"])
        if organisation is None or secret is None:
            raise CommandError("Organisation (Kürzel) oder Umgebungsvariable gibt es nicht.")
        service = Service(
            options["slug"], options["name"], options["issuer"], options["client_id"], secret
        )
        register_provider(service, organisation=organisation, by=None, at=timezone.now())
        self.stdout.write(f"Angelegt: /mitarbeit/konto/anbieter/{service.slug}/rueckruf/")

    def _switch(self, options: dict[str, Any]) -> None:
        provider = IdentityProvider.objects.filter(slug=options["slug"]).first()
        if provider is None:
            raise CommandError("Diesen Anmeldedienst gibt es nicht.")
        switch_provider(
            provider,
            is_active=YES[options["active"]],
            local_sign_in=YES[options["password"]],
            by=None,
            at=timezone.now(),
        )
        self.stdout.write("Geschaltet.")

    def _list(self, options: dict[str, Any]) -> None:
        for each in IdentityProvider.objects.select_related("organisation"):
            state = "in Betrieb" if each.is_active else "aus"
            also = "auch Kennwort" if each.local_sign_in else "nur dieser Dienst"
            self.stdout.write(f"{each.slug}\t{each.organisation}\t{each.issuer}\t{state}, {also}")
