"""The signature is ours, from the documentation; the SDK's validator agrees with it."""

from __future__ import annotations

from twilio.request_validator import RequestValidator

from tests.phone.signing import Form, signature

TOKEN = "12345"
URL = "https://seuil.example/twilio/voice?turn=3&b=%C3%A9"


def test_the_documented_example():
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    form = [
        ("CallSid", "CA1234567890ABCDE"),
        ("Caller", "+12349013030"),
        ("Digits", "1234"),
        ("From", "+12349013030"),
        ("To", "+18005551212"),
    ]
    assert signature(TOKEN, url, form) == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="


def test_the_sdk_accepts_it_with_blank_fields_accents_and_spaces():
    form: Form = [("CallSid", "CA1"), ("CallerCity", ""), ("SpeechResult", "  je suis à l’hôpital "), ("Digits", "")]
    assert RequestValidator(TOKEN).validate(URL, dict(form), signature(TOKEN, URL, form))


def test_the_sdk_refuses_another_address_and_a_dropped_blank():
    form: Form = [("CallSid", "CA1"), ("CallerCity", "")]
    signed = signature(TOKEN, URL, form)
    assert not RequestValidator(TOKEN).validate(URL + "4", dict(form), signed)
    assert not RequestValidator(TOKEN).validate(URL, {"CallSid": "CA1"}, signed)
    assert not RequestValidator("other").validate(URL, dict(form), signed)
