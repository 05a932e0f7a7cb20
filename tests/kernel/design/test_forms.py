"""Fields carry label, hint and error, and what belongs together is wired."""

import re

from django import forms
from django.template.loader import render_to_string

from tests.kernel.design.gallery import GalleryForm


def field(html: str, name: str) -> str:
    """The opening tag of the input of that name."""
    found = re.search(rf'<(?:input|select|textarea)[^>]*name="{name}"[^>]*>', html)
    assert found
    return found.group()


def test_what_describes_a_field_exists() -> None:
    html = str(GalleryForm({}))
    ids = set(re.findall(r'\sid="([^"]+)"', html))

    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()

    assert described
    assert set(described) <= ids


def test_a_faulty_field_says_so_to_everyone() -> None:
    tag = field(str(GalleryForm({"sum": "12.50 Euro"})), "sum")

    assert 'aria-invalid="true"' in tag
    assert 'aria-describedby="id_sum_error"' in tag
    assert "kern-form-input__input--error" in tag


def test_a_widget_keeps_its_own_class() -> None:
    assert "input--money" in field(str(GalleryForm()), "sum")


def test_every_choice_has_its_label() -> None:
    html = str(GalleryForm())

    for number in (0, 1):
        assert f'id="id_field_{number}"' in html
        assert f'for="id_field_{number}"' in html
    assert '<legend class="kern-label">Handlungsfeld' in html


def test_a_group_of_choices_is_described_as_a_group() -> None:
    html = str(GalleryForm({}))

    assert re.search(r'<fieldset[^>]*id="id_field"[^>]*aria-describedby="id_field_error"', html)
    assert "aria-invalid" not in field(html, "field")


def test_only_forms_that_want_it_mark_voluntary_fields() -> None:
    class Quiet(forms.Form):
        place = forms.CharField(label="Ort", required=False)

    assert str(GalleryForm()).count("freiwillig") == 3
    assert "freiwillig" not in str(Quiet())


def test_the_summary_leads_to_each_faulty_field() -> None:
    form = GalleryForm({"sum": "viel"})
    page = render_to_string("design/_error_summary.html", {"form": form}) + str(form)
    ids = set(re.findall(r'\sid="([^"]+)"', page))

    targets = re.findall(r'<a href="#([^"]+)">', page)

    assert targets == ["id_name", "id_sum", "id_kind", "id_field_0", "id_true"]
    assert set(targets) <= ids


def test_the_summary_tells_errors_of_the_whole_form_and_is_silent_without_any() -> None:
    form = GalleryForm({})
    form.add_error(None, "Das Haushaltsjahr ist schon beantragt.")

    assert "Das Haushaltsjahr ist schon" in render_to_string(
        "design/_error_summary.html", {"form": form}
    )
    assert render_to_string("design/_error_summary.html", {"form": GalleryForm()}).strip() == ""


def test_the_summary_collects_the_forms_of_a_set() -> None:
    formset = forms.formset_factory(GalleryForm, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-sum": "viel"}
    )
    formset.is_valid()

    html = render_to_string("design/_error_summary.html", {"forms": formset.forms})

    assert 'href="#id_form-0-sum"' in html


def test_what_a_person_typed_is_escaped() -> None:
    html = str(GalleryForm({"sum": '"><script>alert(1)</script>'}))

    assert "<script>" not in html


class Choosing(forms.Form):
    """One list, one text."""

    colour = forms.ChoiceField(label="Farbe", choices=[("", "bitte wählen"), ("r", "rot")])
    name = forms.CharField(label="Wie heißt sie?")


def test_an_unknown_value_sent_for_a_list_stays_chosen_and_says_so() -> None:
    html = str(Choosing({"colour": "<x>", "name": "a"}))
    assert '<option value="&lt;x&gt;" selected>„&lt;x&gt;“ (nicht in der Liste)</option>' in html
    assert "nicht in der Liste" not in str(Choosing({"colour": "r", "name": "a"}))
    assert "nicht in der Liste" not in str(Choosing())


def test_an_empty_field_is_told_what_to_do() -> None:
    form = Choosing({"colour": "r", "name": ""})
    assert "Bitte füllen Sie „Wie heißt sie“ aus." in str(form)
    summary = render_to_string("design/_error_summary.html", {"form": form})
    assert "Bitte füllen Sie „Wie heißt sie“ aus." in summary
    assert "zwingend" not in str(form) + summary
