"""Forms in KERN markup without a word about it in the forms: settings.FORM_RENDERER names this."""

from django.forms.renderers import TemplatesSetting


class KernRenderer(TemplatesSetting):
    """Fields and whole forms through our templates; widgets stay Django's."""

    form_template_name = "design/form.html"
    formset_template_name = "design/formset.html"
    field_template_name = "design/field.html"
