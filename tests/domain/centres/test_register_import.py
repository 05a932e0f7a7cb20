"""The register as it stands in the files, brought in once or twice."""

from datetime import date, datetime

import pytest
from django.db.models import Count

from drehscheibe.domain.centres.actions import import_register
from drehscheibe.domain.centres.models import AddressStatus
from drehscheibe.domain.centres.models.register import (
    Centre,
    CountPoint,
    Figure,
    FoundingFact,
    ServedArea,
)
from drehscheibe.domain.centres.outlines import HEIGHT, WIDTH
from drehscheibe.domain.centres.register_rows import NotAKey
from drehscheibe.domain.centres.selectors import (
    centre_page,
    count_timeline,
    figure_totals,
    network_size,
    register_on,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_register")]


def counts() -> dict[str, int]:
    models = (Centre, ServedArea, FoundingFact, Figure, CountPoint)
    return {model.__name__: model._default_manager.count() for model in models}


def test_54_centres_serve_396_municipalities() -> None:
    assert (network_size().centres, network_size().municipalities) == (54, 396)
    assert not Centre.objects.annotate(served=Count("areas")).filter(served=0)


def test_reading_twice_changes_nothing(noon: datetime) -> None:
    before = counts(), list(Centre.objects.values_list("pk", "key", "slug", "version"))
    assert import_register(at=noon) == 54
    assert (counts(), list(Centre.objects.values_list("pk", "key", "slug", "version"))) == before


def test_what_a_centre_keeps_itself_survives_the_next_reading(noon: datetime) -> None:
    edited = Centre.objects.filter(key="05111")
    edited.update(
        street="Beispielweg 1", postcode="40213", place="Düsseldorf", phone="0211 000",
        address_status=AddressStatus.OWN, profile_edited=True, government_district="falsch",
    )  # fmt: skip
    import_register(at=noon)
    centre = edited.get()
    assert (centre.street, centre.phone, centre.address_status) == (
        "Beispielweg 1", "0211 000", "own",
    )  # fmt: skip
    assert centre.government_district == "Düsseldorf"


def test_unknown_stays_unknown() -> None:
    centre = centre_page("05111")
    assert not centre.has_address
    assert centre.address_status == AddressStatus.UNKNOWN
    assert centre.known_since is None
    assert not centre.phone


def test_what_is_probably_outdated_says_so() -> None:
    assert centre_page("05112").address_status == AddressStatus.DATED


def test_sources_that_disagree_stand_side_by_side() -> None:
    facts = [fact for fact in centre_page("05315").founding_facts.all() if fact.contradicts]
    assert [(fact.kind, fact.value, fact.source) for fact in facts] == [
        ("Gründung", "2013-08-01", "ki-koeln.de"),
        ("Gründung", "2013-10", "interkulturell.koeln"),
    ]


def test_no_contradiction_of_the_file_is_lost() -> None:
    disputed = set(
        FoundingFact.objects.filter(contradicts=True).values_list("centre__key", flat=True)
    )
    assert disputed == {"05315", "05374", "05754", "05766", "05914"}
    assert all(fact.source for fact in FoundingFact.objects.all())


def test_the_staedteregion_is_counted_without_the_city() -> None:
    figures = {figure.label: figure for figure in centre_page("05334").figures.all()}
    assert figures["Bevölkerung"].value == 319_740
    assert figures["Ausländische Bevölkerung"].value == 44_984
    assert figures["Bevölkerung"].as_of == date(2024, 12, 31)
    assert figures["Bevölkerung"].definition


def test_totals_cover_every_centre() -> None:
    totals = {total.label: total for total in figure_totals()}
    assert totals["Bevölkerung"].areas == 54
    rows = Figure.objects.filter(label="Bevölkerung").values_list("value", flat=True)
    assert totals["Bevölkerung"].value == sum(rows)
    assert 18_000_000 < totals["Bevölkerung"].value < 18_100_000


def test_every_centre_has_an_outline_on_the_map() -> None:
    for path in Centre.objects.values_list("path", flat=True):
        x, y = map(int, path[1:].split("l")[0].split())
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


def test_the_number_grew_from_1_to_54() -> None:
    points = [(point.as_of, point.count) for point in count_timeline()]
    assert points[0] == (date(2012, 12, 31), 1)
    assert (date(2016, 4, 20), 50) in points
    assert points[-1][1] == 54
    assert all(point.source for point in count_timeline())


def test_before_the_first_centre_nothing_is_reported() -> None:
    register = register_on(date(2012, 11, 1))
    assert register.reported is None
    assert not register.known


def test_on_20_april_2016_fifty_are_reported() -> None:
    register = register_on(date(2016, 4, 20))
    assert register.reported is not None
    assert register.reported.count == 50
    known = {centre.key for centre in register.known}
    assert "05558" in known  # Coesfeld, 15.02.2016
    assert "05554" not in known  # Borken, June 2016
    assert "05166" not in known  # Viersen, January 2017
    assert len(known) + len(register.unknown) <= 54


def test_once_all_are_reported_all_are_known() -> None:
    register = register_on(date(2024, 1, 1))
    assert len(register.known) == 54
    assert not register.unknown


def test_a_closed_centre_leaves_the_register_after_its_last_day() -> None:
    Centre.objects.filter(key="05914").update(valid_to=date(2023, 6, 30))
    assert "05914" in {centre.key for centre in register_on(date(2023, 6, 30)).known}
    assert "05914" not in {centre.key for centre in register_on(date(2023, 7, 1)).known}
    assert network_size().centres == 53


def test_an_unknown_key_is_no_centre() -> None:
    with pytest.raises(Centre.DoesNotExist):
        centre_page("99999")


def test_a_key_that_lost_its_zero_is_refused() -> None:
    from drehscheibe.domain.centres.actions import _import_centre

    with pytest.raises(NotAKey, match="5111"):
        _import_centre({"ki_key": "5111"}, {})
