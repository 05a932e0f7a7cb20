"""Words, figures and small pieces that every page writes the same way."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.forms import (
    BoundField,
    CheckboxInput,
    FileInput,
    Select,
    SelectMultiple,
    Textarea,
    Widget,
)
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from drehscheibe.kernel.calendar.words import days_left_text, german_moment
from drehscheibe.kernel.language import tongues
from drehscheibe.kernel.language.amounts import euro, german_number
from drehscheibe.kernel.language.days import german_day

register = template.Library()

NOTHING = "–"
Missing: TypeAlias = str | None  # a variable that is not there reaches a filter as an empty text
STATUS_ICONS = {
    "success": "success",
    "info": "info",
    "warning": "warning",
    "danger": "danger",
    "neutral": "draft",
}
MESSAGE_KINDS = {"error": "danger", "debug": "info"}


@register.simple_tag
@cache  # names stand in our templates; a list writes the same few on every line
def icon(name: str, size: str = "") -> SafeString:
    """A decorative icon; the word stands beside it. Sizes: small, large."""
    more = f" kern-icon--{size}" if size else ""
    return format_html(
        '<span class="kern-icon kern-icon--{}{}" aria-hidden="true"></span>', name, more
    )


@register.simple_tag
def comma() -> str:
    """What stands between two words of a list in the reader's language, with its space."""
    return tongues.comma(get_language() or "de")


@register.simple_tag
def status(kind: str, label: object, icon: str = "") -> SafeString:
    """A status badge: word, icon and colour. Unknown kinds are a fault of the page."""
    return format_html(
        '<span class="kern-badge kern-badge--{}"><span class="kern-icon kern-icon--{}"'
        ' aria-hidden="true"></span><span class="kern-label">{}</span></span>',
        kind,
        icon or STATUS_ICONS[kind],
        label,
    )


@register.filter
def money(amount: Decimal | int | Missing) -> str:
    """Euro with two decimals, kept together and left-to-right in Arabic pages too.

    >>> money(Decimal("57000"))
    '<bdi class="nowrap">57.000,00\\xa0€</bdi>'
    >>> money(None)
    '–'
    """
    if amount is None or isinstance(amount, str):
        return NOTHING
    return format_html('<bdi class="nowrap">{}</bdi>', euro(Decimal(amount)).replace("-", "−"))


@register.filter
def day(value: date | datetime | Missing) -> str:
    """A day as 30.10.2026, readable for machines too; moments are taken in local time.

    >>> day(date(2026, 10, 30))
    '<time datetime="2026-10-30">30.10.2026</time>'
    """
    if value is None or isinstance(value, str):
        return NOTHING
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), german_day(value))


@register.filter
def moment(value: datetime | Missing) -> str:
    """A moment as 30.10.2026, 14:03 Uhr in local time."""
    if value is None or isinstance(value, str):
        return NOTHING
    return format_html(
        '<time datetime="{}">{}</time>', timezone.localtime(value).isoformat(), german_moment(value)
    )


@register.filter
def days_left(due: date | Missing, today: date) -> str:
    """How long there still is: noch 12 Tage, heute, seit 3 Tagen überfällig."""
    return NOTHING if due is None or isinstance(due, str) else days_left_text(due, today)


@register.filter
def days_until(due: date, today: date) -> int:
    """Days that are left, for pages in many languages; negative when it is over.

    >>> days_until(date(2027, 1, 21), date(2026, 11, 22))
    60
    """
    return (due - today).days


@register.filter
def share(value: Decimal | Missing) -> str:
    """A share of a post without needless zeros.

    >>> share(Decimal("0.50")), share(Decimal("6.00"))
    ('0,5', '6')
    """
    return NOTHING if value is None or isinstance(value, str) else german_number(Decimal(value))


@register.filter
def whole(value: int | Missing) -> str:
    """A count with the grouping of the reader's language.

    >>> whole(None)
    '–'
    """
    if value is None or isinstance(value, str):
        return NOTHING
    separator = formats.get_format("THOUSAND_SEPARATOR")
    return f"{value:,}".replace(",", separator if isinstance(separator, str) else ".")


@register.filter
def message_kind(level: str) -> str:
    """Kind of notice for the level of a Django message."""
    return MESSAGE_KINDS.get(level, level or "info")


@register.simple_tag(takes_context=True)
def same_page(context: template.Context, **changes: object) -> str:
    """Address of this page with other query parameters; the rest of the question stays."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{urlencode(sorted(query.lists()), doseq=True)}"


@register.filter
def page_numbers(paginator: "Paginator[Any]", number: int) -> Iterable[int | str]:
    """Page numbers around the current one, with gaps."""
    return paginator.get_elided_page_range(number, on_each_side=2, on_ends=1)


@register.simple_tag
def asset(path: str) -> str:
    """Address of a static file, even when the list of hashed names is broken or missing.

    Only for error pages: they must not fail for the reason that they report.
    """
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.filter
def field_kind(field: BoundField) -> str:
    """Which markup a field needs: options, multi, check, select, file or input."""
    widget = field.field.widget
    if widget.use_fieldset:
        return "options" if hasattr(widget, "choices") else "multi"
    kinds: dict[type[Widget], str] = {
        CheckboxInput: "check",
        SelectMultiple: "input",
        Select: "select",
        FileInput: "file",
    }
    return next((kind for cls, kind in kinds.items() if isinstance(widget, cls)), "input")


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The input of a field with KERN's classes beside its own."""
    kind = field_kind(field)
    base = {"check": "kern-form-check__checkbox", "select": "kern-form-input__select"}.get(
        kind, "kern-form-input__input"
    )
    faulty = f"{base}--error" if field.errors else ""
    own = field.field.widget.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, (base, faulty, own)))}
    if isinstance(field.field.widget, Textarea) and "rows" not in field.field.widget.attrs:
        attrs["rows"] = "5"
    return field.as_widget(attrs=attrs)


@register.simple_tag
def options(field: BoundField) -> list[dict[str, object]]:
    """The choices of radio buttons or checkboxes: tag, id and label each."""
    kind = "radio" if getattr(field.field.widget, "input_type", "") == "radio" else "checkbox"
    error = f" kern-form-check__{kind}--error" if field.errors else ""
    attrs = field.build_widget_attrs({"class": f"kern-form-check__{kind}{error}"})
    attrs.pop("aria-invalid", None)  # not allowed on a radio button; the group is described
    if field.auto_id:
        attrs["id"] = field.auto_id
    found = field.field.widget.subwidgets(field.html_name, field.value(), attrs=attrs)
    return [
        {
            "tag": SafeString(field.form.renderer.render(one["template_name"], {"widget": one})),
            "id": one["attrs"].get("id"),
            "label": one["label"],
        }
        for one in ({**option, "wrap_label": False} for option in found)
    ]


@register.filter
def first_id(field: BoundField) -> str:
    """Id of the first thing to type into or choose, for jump links."""
    if field_kind(field) == "options":
        return next((str(one["id"]) for one in options(field)), field.auto_id)
    return field.id_for_label or field.auto_id


@register.filter
def bare(label: object) -> str:
    """A label without its last full stop or question mark, to go on after it."""
    return str(label).rstrip(".:? ")


@register.filter
def with_errors(forms: Iterable[object] | None) -> list[object]:
    """Those forms of several that have something to say."""
    return [form for form in forms or () if getattr(form, "errors", None)]


@register.filter
def messages_of(field: BoundField) -> list[str]:
    """What is wrong with a field; an empty one is told what to do, by its label.

    Other languages keep the words Django has for them.
    """
    if not (get_language() or "de").startswith("de"):
        return [str(message) for message in field.errors]
    todo = f"Bitte füllen Sie „{bare(field.label)}“ aus."
    return [
        todo if error.code == "required" else str(message)
        for error, message in zip(field.errors.as_data(), field.errors, strict=True)
    ]


@register.filter
def stray_value(widget: Mapping[str, Any]) -> str:
    """What was sent for a list and stands in none of its entries; empty when all is well."""
    known = {str(option["value"]) for _, group, _ in widget["optgroups"] for option in group}
    return next((str(value) for value in widget["value"] if value and str(value) not in known), "")
