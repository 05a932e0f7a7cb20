"""The areas of the centres as GeoJSON (RFC 7946)."""

from collections.abc import Iterable
from typing import Any

from drehscheibe.domain.centres.models.register import Centre

GEOJSON = "application/geo+json"
CREDIT = "© GeoBasis-DE / BKG 2021 (Daten verändert)"


def feature_collection(centres: Iterable[Centre]) -> dict[str, Any]:
    """One feature per centre; the outline serves overview maps (scale 1 : 5 million)."""
    return {
        "type": "FeatureCollection",
        "attribution": CREDIT,
        "attribution_url": "https://www.bkg.bund.de",
        "licence": "dl-de/by-2-0",
        "features": [feature(centre) for centre in centres],
    }


def feature(centre: Centre) -> dict[str, Any]:
    """One centre with its outline; no outline is `null`, as the standard wants."""
    return {
        "type": "Feature",
        "id": centre.key,
        "properties": {
            "key": centre.key,
            "name": centre.organisation.name,
            "area": centre.area_name,
            "kind": centre.kind,
            "government_district": centre.government_district,
        },
        "geometry": centre.outline or None,
    }
