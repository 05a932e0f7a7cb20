"""A guide with texts in every state, for the addresses that lead to them."""

from datetime import datetime

from drehscheibe.domain.guide.adopting import override
from drehscheibe.domain.guide.models import GuidePicture, Page, Section
from drehscheibe.domain.guide.pictures import add_picture
from drehscheibe.domain.guide.tree import Guide, add_page
from drehscheibe.domain.guide.workflow import EDITION
from drehscheibe.doors.console.demo_days import Days
from drehscheibe.doors.console.demo_guide import guide
from drehscheibe.doors.staff.guide import intake_views
from drehscheibe.doors.staff.guide.edition_views import STEPS
from drehscheibe.doors.staff.guide.page_views import ACTS
from drehscheibe.kernel.calendar.moments import day_of
from drehscheibe.kernel.people.models import Person
from tests.domain.guide.pictures import offered
from tests.routes import Sample

WRITER = "fachkraft@warendorf.example"
SECTION_ACTS = ("hoch", "verwerfen", "gemeinsamer-text")


def samples_of_guide(cast: dict[str, Person], *, at: datetime) -> dict[str, list[Sample]]:
    """Pages lead to their keepers; the public reads what the demonstration published."""
    guide(cast, Days(day_of(at)))
    local = Page.objects.get(centre__key="05570", source=None)
    adopted = Page.objects.filter(centre__key="05570", source__isnull=False).order_by("pk")[0]
    shared = Page.objects.filter(keeper__isnull=False).order_by("pk")
    assert adopted.source
    text = adopted.source.sections.get(position=1)
    override(page=adopted, section=text, by=cast[WRITER], at=at)
    fresh = add_page(guide=Guide(centre=local.centre), title="Neu", by=cast[WRITER], at=at)
    edition = local.editions.get(language="uk")
    own = local.sections.get(position=1)
    pages = [Sample({"pk": each.pk}, each) for each in (local, adopted, fresh)]
    slug = {"key": "05570", "identity": local.public_id, "slug": "beratung-im-kreis-warendorf"}
    return {
        "staff:guide:pk": pages,
        "staff:guide:page_source": [Sample({"pk": adopted.pk}, adopted)],
        "staff:guide:page_adopt": [Sample({"pk": each.pk}) for each in shared],
        "staff:guide:act,pk": [
            Sample({"pk": adopted.pk, "act": act}, adopted, form={"section": str(text.pk)})
            for act in ACTS
        ],
        "staff:guide:machine_act": [Sample({"pk": local.pk, "language": "fr"}, own_rule=True)],
        "staff:guide:act": [
            Sample({"act": act}, own_rule=True, who=WRITER) for act in intake_views.ACTS
        ],
        "staff:guide:language,pk": [
            Sample({"pk": local.pk, "language": tag}, local)
            for tag in ("de", "en", "uk", "fr", "ti")
        ],
        "staff:guide:language,pk,step": [
            Sample(
                {"pk": local.pk, "language": "uk", "step": step},
                edition,
                (EDITION.by_name[step].permission,),
            )
            for step in STEPS
        ],
        **_of_sections(own),
        **_of_pictures(local, cast[WRITER], at=at),
        "api:key,language": [Sample({"key": "05570", "language": "ar"})],
        "integreat:region": [Sample({"region": "05570"})],
        "integreat:language,region": [Sample({"region": "05570", "language": "ar"})],
        "sitemap_guide": [Sample({"language": "de", "key": "05570"})],
        "public:identity,key": [Sample({"key": "05570", "identity": local.public_id})],
        "public:identity,key,slug": [Sample(slug)],
        **_in_tigrinya(adopted),
    }


def _in_tigrinya(page: Page) -> dict[str, list[Sample]]:
    """A page whose text is in a language beyond those of the interface."""
    there = {"key": "05570", "identity": page.public_id, "slug": "ankommen", "tag": "ti"}
    return {
        "public:key,tag": [Sample({"key": "05570", "tag": "ti"})],
        "public:identity,key,slug,tag": [Sample(there)],
    }


def _of_pictures(page: Page, by: Person, *, at: datetime) -> dict[str, list[Sample]]:
    """One that only its keepers see, and the public one of the demonstration."""
    shown = GuidePicture.objects.get()
    section = add_picture(page=page, offered=offered(), by=by, at=at)
    public = {"digest": shown.digest, "width": shown.width}
    return {
        "staff:guide:section": [Sample({"section": section.pk}, page, own_rule=True, who=WRITER)],
        "public:digest,width": [Sample(public)],
    }


def _of_sections(section: Section) -> dict[str, list[Sample]]:
    return {
        "staff:guide:language,section": [
            Sample({"section": section.pk, "language": tag}, section)
            for tag in ("de", "en")
        ],
        "staff:guide:act,language,section": [
            Sample({"section": section.pk, "language": "de", "act": act}, section)
            for act in SECTION_ACTS
        ],
    }  # fmt: skip
