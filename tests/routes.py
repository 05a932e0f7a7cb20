"""Every address of the platform, read from the URL map, and something to put into each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

from drehscheibe.kernel.permissions.declarations import Permission

LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


@dataclass(frozen=True)
class Route:
    """One entry of the URL map; `name` as `reverse` takes it, namespaces included."""

    name: str
    parameters: tuple[str, ...]
    permissions: tuple[Permission, ...] | None
    translated: bool

    @property
    def is_workspace(self) -> bool:
        """Guarded by `staff_page`."""
        return self.name.startswith("staff:")

    @property
    def is_public(self) -> bool:
        """A page of the public site, in every language."""
        return self.translated

    def address(self, arguments: Mapping[str, object], language: str = "de") -> str:
        """Where it is."""
        with translation.override(language):
            return reverse(self.name, kwargs=dict(arguments))


@dataclass(frozen=True)
class Sample:
    """What to put into an address; `about` is the row it leads to.

    `needs` replaces the page's permissions where the address itself names a step; `form` is what
    a POST needs so that its answer is not „no such thing“. `own_rule`: who may know of it is said
    by the room's own rule (tiers, addressees) and tried in its tests; here 404 is an answer too.
    `who` is then the address of somebody of the demonstration who reaches the page.
    """

    arguments: Mapping[str, object]
    about: Any = None
    needs: tuple[Permission, ...] = ()
    form: Mapping[str, str] = field(default_factory=dict)
    own_rule: bool = False
    who: str = ""


def routes() -> list[Route]:
    """The whole URL map."""
    return list(_walk(get_resolver(), ()))


def _walk(
    resolver: URLResolver, spaces: tuple[str, ...], above: frozenset[str] = frozenset(),
    translated: bool = False,
) -> Iterator[Route]:  # fmt: skip
    for entry in resolver.url_patterns:
        names = above | set(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            prefixed = translated or isinstance(entry.pattern, LocalePrefixPattern)
            yield from _walk(entry, inner, names, prefixed)
        else:
            yield _route(entry, spaces, names, translated)


def _route(
    entry: URLPattern, spaces: tuple[str, ...], names: frozenset[str], translated: bool
) -> Route:
    assert entry.name, f"{entry.pattern} has no name"
    return Route(
        ":".join((*spaces, entry.name)),
        tuple(sorted(names)),
        getattr(entry.callback, "permissions", None),
        translated,
    )


OPEN_SPACES = ("public:", "api:", "api-1.0.0:", "integreat:")


def open_routes() -> list[Route]:
    """What anybody may ask for: public pages, files and feeds, the interfaces for programs."""
    return [each for each in routes() if each.is_public or _is_plain(each)]


def _is_plain(route: Route) -> bool:
    named = route.name.startswith(OPEN_SPACES) or ":" not in route.name
    return named and not route.name.startswith("health")


Samples = Mapping[str, list[Sample]]


def samples_for(route: Route, samples: Samples) -> list[Sample]:
    """By the route's own name, else by namespace and parameters, else it fails.

    A new page with parameters nobody gave a sample for cannot be forgotten.
    """
    if not route.parameters:
        return samples.get(route.name) or [Sample({})]
    space = route.name.rpartition(":")[0]
    kind = f"{space}:{','.join(route.parameters)}"
    found = samples.get(route.name) or samples.get(kind)
    assert found, f"{route.name}: no sample for {kind} (tests/stage.py)"
    return found


def addresses(chosen: Iterable[Route], samples: Samples) -> Iterator[tuple[Route, Sample, str]]:
    """Every route with every sample and its German address."""
    for route in chosen:
        for sample in samples_for(route, samples):
            yield route, sample, route.address(sample.arguments)
