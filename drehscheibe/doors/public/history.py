"""How the network grew: the number of centres over time and the register of any day."""

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from drehscheibe.domain.centres.models.register import Centre
from drehscheibe.domain.centres.selectors import RegisterOn, count_timeline, register_on
from drehscheibe.doors.public.entries import centre_url
from drehscheibe.doors.public.step_chart import step_chart
from drehscheibe.doors.public.trails import trail_to
from drehscheibe.doors.public.typing_in import typed
from drehscheibe.kernel.design.rendering import render_page
from drehscheibe.kernel.language.days import DayRefused, parse_day


class DayForm(forms.Form):
    """The day somebody asks about; today when nothing is asked."""

    stichtag = forms.CharField(
        label=_("Stichtag"),
        help_text=_("Tag.Monat.Jahr, zum Beispiel 20.04.2016"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input--medium", "autocomplete": "off"}),
    )

    def __init__(self, *args: object, today: date, **options: object) -> None:
        """Today bounds what can be known."""
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.today = today

    def clean_stichtag(self) -> date:
        """The day; what no calendar knows and what is still to come is refused."""
        text = self.cleaned_data["stichtag"]
        if not text:
            return self.today
        try:
            day = parse_day(text)
        except DayRefused as refusal:
            german = get_language() == "de"
            raise forms.ValidationError(
                str(refusal)
                if german
                else _("Diesen Tag gibt es nicht. Schreiben Sie ihn so: 20.04.2016.")
            ) from refusal
        if day > self.today:
            raise forms.ValidationError(
                _("Dieser Tag liegt in der Zukunft. Wählen Sie heute oder einen Tag davor.")
            )
        return day


def history(request: HttpRequest) -> HttpResponse:
    """Chart, the same as a table, and who belonged to the network on a day."""
    today = timezone.localdate()
    asked = {"stichtag": typed(request.GET, "stichtag")} if "stichtag" in request.GET else None
    form = DayForm(asked, today=today)
    day: date | None = today
    if form.is_bound:
        day = form.cleaned_data["stichtag"] if form.is_valid() else None
    timeline = count_timeline()
    context: dict[str, object] = {
        "form": form,
        "timeline": timeline,
        "chart": step_chart([(point.as_of, point.count) for point in timeline], until=today),
        "trail": trail_to(gettext("Geschichte")),
        "today": today,
    }
    if day:
        register = register_on(day)
        context |= {"register": register, **listed(register)}
    return render_page(request, "public/history.html", context, status=200 if day else 422)


def listed(register: RegisterOn) -> dict[str, list[tuple[Centre, str]]]:
    """The centres of that day with their addresses; before the first one there was none."""
    if register.reported is None:
        return {"known": [], "unknown": []}
    return {
        "known": [(centre, centre_url(centre)) for centre in register.known],
        "unknown": [(centre, centre_url(centre)) for centre in register.unknown],
    }
