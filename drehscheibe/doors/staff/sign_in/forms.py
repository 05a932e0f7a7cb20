"""The forms of sign-in in our words; what they check is django-allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from drehscheibe.doors.staff.sign_in import notes, one_time_codes
from drehscheibe.kernel.access import mails
from drehscheibe.kernel.people.models import Account

ADDRESS = "E-Mail-Adresse"
PASSWORD_HINT = (
    "Mindestens zwölf Zeichen. Ein Satz ist leichter zu merken als Sonderzeichen; "  # noqa: S105
    "Einfügen aus einem Kennwortspeicher ist erlaubt."
)


def say(form: forms.BaseForm, **labels: tuple[str, str]) -> None:
    """Give fields a German label and hint; placeholders go, since they vanish while typing."""
    for name, (label, hint) in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):  # type: ignore[misc]
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels."""
        super().__init__(*args, **kwargs)
        say(self, login=(ADDRESS, ""), password=("Kennwort", ""))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ReauthenticationForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels."""
        super().__init__(*args, **kwargs)
        say(self, password=("Kennwort", ""))


class ForgottenForm(account.ResetPasswordForm):  # type: ignore[misc]
    """The address a link is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels."""
        super().__init__(*args, **kwargs)
        say(self, email=(ADDRESS, "Die Adresse, mit der Sie sich anmelden."))

    @transaction.atomic
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the link; for an unknown address do the same work and undo it (attack 15)."""
        email: str = self.cleaned_data["email"]
        notes.password_asked(email)
        before = transaction.savepoint()
        super().save(request, **kwargs)
        if self.users:
            transaction.savepoint_commit(before)
        else:
            nobody = Account(email=email)
            mails.send_password_link(nobody, link=request.path, at=timezone.now())
            transaction.savepoint_rollback(before)
        return email


class NewPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password after a link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels."""
        super().__init__(*args, **kwargs)
        say(self, password1=("Neues Kennwort", PASSWORD_HINT), password2=("Noch einmal", ""))


class FirstPasswordForm(account.SetPasswordForm):  # type: ignore[misc]
    """A password beside the organisation's own sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels."""
        super().__init__(*args, **kwargs)
        say(self, password1=("Neues Kennwort", PASSWORD_HINT), password2=("Noch einmal", ""))


class ChangedPasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """Old and new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels."""
        super().__init__(*args, **kwargs)
        say(
            self,
            oldpassword=("Bisheriges Kennwort", ""),
            password1=("Neues Kennwort", PASSWORD_HINT),
            password2=("Noch einmal", ""),
        )


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in: app code or recovery code, each good once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels."""
        super().__init__(*args, **kwargs)
        say(self, code=("Code", "Sechs Ziffern aus der App – oder einer Ihrer Ersatzcodes."))
        self.fields["code"].widget.attrs["class"] = "input--medium"

    def clean_code(self) -> str:
        """The code, if it is right and was not used before. Refusals are recorded."""
        return _checked(self, super().clean_code)


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The second factor once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels."""
        super().__init__(*args, **kwargs)
        say(self, code=("Code", "Sechs Ziffern aus der App – oder einer Ihrer Ersatzcodes."))
        self.fields["code"].widget.attrs["class"] = "input--medium"

    def clean_code(self) -> str:
        """The code, if it is right and was not used before. Refusals are recorded."""
        return _checked(self, super().clean_code)


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels."""
        super().__init__(*args, **kwargs)
        say(self, code=("Code aus der App", "Sechs Ziffern, die alle 30 Sekunden wechseln."))
        self.fields["code"].widget.attrs["class"] = "input--medium"


class AddKeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels."""
        super().__init__(*args, **kwargs)
        say(self, name=("Name des Schlüssels", "Zum Beispiel: Schlüsselbund, Diensttelefon."))


class RenameKeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """A better name for a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Labels."""
        super().__init__(*args, **kwargs)
        say(self, name=("Name des Schlüssels", ""))


def _checked(form: Any, check: Any) -> str:
    try:
        code: str = check()
        with transaction.atomic():
            one_time_codes.spend(form.authenticator, code)
    except ValidationError:
        notes.second_factor_refused(form.user)
        raise
    return code
