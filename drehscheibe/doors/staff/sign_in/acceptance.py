"""The forms of an invitation."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import validate_password

from drehscheibe.doors.staff.sign_in.forms import PASSWORD_HINT
from drehscheibe.kernel.people.models import Account, Invitation


class FirstPassword(forms.Form):
    """Somebody new chooses a password."""

    password = forms.CharField(
        label="Kennwort",
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Noch einmal",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        """The password must not resemble the name or the address."""
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_password(self) -> str:
        """Long, not common, not one's own name."""
        password: str = self.cleaned_data["password"]
        validate_password(password, Account(email=self.invitation.email))
        return password

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        said = super().clean() or {}
        if "password" in said and said["password"] != said.get("again"):
            self.add_error("again", "Die beiden Eingaben sind verschieden.")
        return said


class JoinForm(forms.Form):
    """The signed-in person takes on a further role; nothing to type."""

    def __init__(
        self,
        *args: Any,
        invitation: Invitation,
        user: Account | AnonymousUser,
        **kwargs: Any,
    ) -> None:
        """Whose role it would be."""
        super().__init__(*args, **kwargs)
        self.invitation, self.user = invitation, user

    def clean(self) -> dict[str, Any]:
        """Only the invited address may accept."""
        if getattr(self.user, "email", None) != self.invitation.email:
            raise forms.ValidationError(
                "Sie sind mit einem anderen Konto angemeldet. Melden Sie sich bitte ab und mit "
                "der eingeladenen Adresse wieder an."
            )
        return super().clean() or {}
