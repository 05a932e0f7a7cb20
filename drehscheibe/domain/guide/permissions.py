"""What one may do with the guide, and through whom."""

from drehscheibe.kernel.permissions.declarations import Permission

OWN = ("centre__organisation", "centre__carrier", "keeper")
OF_PAGE = tuple(f"page__{path}" for path in OWN)

READ = Permission("guide.page.read", "Wegweiser pflegen: lesen", through=OWN)
KEEP = Permission("guide.page.keep", "Seiten des Wegweisers ordnen und bestätigen", through=OWN)
WRITE = Permission(
    "guide.edition.write", "Texte des Wegweisers schreiben und übersetzen", through=OF_PAGE
)
PUBLISH = Permission(
    "guide.edition.publish", "Texte des Wegweisers prüfen und veröffentlichen", through=OF_PAGE
)
TAKE_IN = Permission(
    "guide.import.take", "Wegweiser aus einer Datei von Integreat übernehmen",
    through=("centre__organisation", "centre__carrier"),
)  # fmt: skip

READING = frozenset({READ})
WRITING = READING | {KEEP, WRITE}
PUBLISHING = WRITING | {PUBLISH}
TAKING_IN = frozenset({TAKE_IN})
