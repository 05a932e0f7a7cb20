"""What sign-in says, in German; keys are django-allauth's."""

from dataclasses import dataclass

REFUSALS = {
    "account_inactive": "Dieses Konto ist noch nicht freigeschaltet.",
    "email_password_mismatch": "E-Mail-Adresse und Kennwort passen nicht zusammen.",
    "enter_current_password": "Das bisherige Kennwort stimmt nicht.",
    "incorrect_code": "Der Code stimmt nicht. Prüfen Sie bitte auch die Uhrzeit Ihres Geräts.",
    "incorrect_password": "Das Kennwort stimmt nicht.",
    "invalid_login": "E-Mail-Adresse und Kennwort passen nicht zusammen.",
    "invalid_password_reset": "Der Link gilt nicht mehr.",
    "too_many_login_attempts": (
        "Zu viele Versuche. Bitte warten Sie einige Minuten und versuchen Sie es dann noch einmal."
    ),
    "rate_limited": "Zu viele Versuche. Bitte warten Sie einige Minuten.",
}

SECOND_FACTOR_REFUSALS = {
    "cannot_delete_authenticator": (
        "Ihre Rolle verlangt einen zweiten Faktor. Richten Sie erst einen anderen ein."
    ),
    "cannot_generate_recovery_codes": "Richten Sie zuerst eine App oder einen Schlüssel ein.",
    "incorrect_code": REFUSALS["incorrect_code"],
}

PROVIDER_REFUSALS = {
    "connected_other": "Diese Anmeldung gehört schon zu einem anderen Konto.",
    "invalid_token": "Die Antwort Ihrer Organisation war nicht gültig.",
}

MESSAGES = {
    "account/messages/logged_out.txt": "Sie sind abgemeldet.",
    "account/messages/password_changed.txt": "Ihr Kennwort ist geändert.",
    "account/messages/password_set.txt": "Ihr Kennwort ist gesetzt.",
    "mfa/messages/totp_activated.txt": "Die App ist eingerichtet.",
    "mfa/messages/totp_deactivated.txt": "Die App ist entfernt.",
    "mfa/messages/webauthn_added.txt": "Der Sicherheitsschlüssel ist eingerichtet.",
    "mfa/messages/webauthn_removed.txt": "Der Sicherheitsschlüssel ist entfernt.",
    "mfa/messages/recovery_codes_generated.txt": (
        "Sie haben neue Ersatzcodes. Bewahren Sie sie getrennt vom Gerät auf."
    ),
    "socialaccount/messages/account_connected.txt": (
        "Die Anmeldung Ihrer Organisation ist mit Ihrem Konto verbunden."
    ),
    "socialaccount/messages/account_connected_updated.txt": (
        "Die Anmeldung Ihrer Organisation war schon verbunden."
    ),
    "socialaccount/messages/account_connected_other.txt": PROVIDER_REFUSALS["connected_other"],
}


@dataclass(frozen=True)
class Warning:  # noqa: A001 (a warning to the owner of the account)
    """A change of an account's protection: the verb for the record, the sentence for the owner."""

    act: str
    sentence: str
    proves_second_factor: bool = False


WARNINGS = {
    "account/email/password_changed": Warning(
        "change_password", "Das Kennwort Ihres Kontos wurde geändert."
    ),
    "account/email/password_set": Warning(
        "set_password", "Für Ihr Konto wurde ein Kennwort gesetzt."
    ),
    "account/email/password_reset": Warning(
        "reset_password", "Das Kennwort Ihres Kontos wurde über einen Link neu gesetzt."
    ),
    "mfa/email/totp_activated": Warning(
        "add_totp", "Für Ihr Konto wurde eine App als zweiter Faktor eingerichtet.", True
    ),
    "mfa/email/totp_deactivated": Warning(
        "remove_totp", "Die App als zweiter Faktor wurde von Ihrem Konto entfernt."
    ),
    "mfa/email/webauthn_added": Warning(
        "add_security_key", "Für Ihr Konto wurde ein Sicherheitsschlüssel eingerichtet.", True
    ),
    "mfa/email/webauthn_removed": Warning(
        "remove_security_key", "Ein Sicherheitsschlüssel wurde von Ihrem Konto entfernt."
    ),
    "mfa/email/recovery_codes_generated": Warning(
        "renew_recovery_codes", "Für Ihr Konto wurden neue Ersatzcodes erzeugt."
    ),
    "socialaccount/email/account_connected": Warning(
        "connect_provider", "Die Anmeldung Ihrer Organisation wurde mit Ihrem Konto verbunden."
    ),
}
