"""Nothing is read, stored or answered before the carrier's signature is proved; whatever is posted, no webhook breaks."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import AsyncIterator, Iterator
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.app import MOST_BODY
from channels.webhooks import MOST_FIELDS
from intake.storage import CallRow, ConversationRow, MessageRow, OutboxRow, TextThreadRow
from tests.channels.conftest import LineAt
from tests.channels.line import BEHIND, CALLER, SERVICE, TOKEN, Call, Line, heard, new_sid, running
from tests.phone.signing import Form, signature

# The key that takes the place of the first one.
NEXT = "2" * 32
STORY = "je suis en arrêt de travail depuis mars et mon patron veut me licencier"


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """A line where somebody is being passed on to an antenna, and somebody else has written."""
    with running(tmp_path_factory.mktemp("busy")) as runtime:
        line = Line(runtime)
        call = line.call()
        call.speak(STORY)
        call.type("0")
        line.write(STORY, "+33639980002")
        yield line


@pytest.fixture(scope="module")
def calling(busy: Line) -> str:
    """The identifier of the call in progress."""
    with busy.runtime.database.read() as session:
        return session.query(CallRow.sid).scalar()


def posts(calling: str) -> list[tuple[str, Form]]:
    """A post of each kind, which would change something or say something if it were believed."""
    call = [("CallSid", calling), ("From", CALLER), ("To", SERVICE), ("CallStatus", "in-progress"), ("CallerCity", "")]
    text = [("MessageSid", "SM" + "9" * 32), ("From", CALLER), ("To", SERVICE), ("Body", "bonjour"), ("NumMedia", "0")]
    return [
        ("/twilio/voice", [("CallSid", "CA" + "9" * 32), *call[1:]]),
        ("/twilio/voice?turn=3", [*call, ("SpeechResult", "allo")]),
        ("/twilio/voice/dial?turn=3", [*call, ("DialCallStatus", "busy")]),
        (f"/twilio/voice/whisper?call={calling}", call),
        (f"/twilio/voice/whisper?call={calling}&taken=1", [*call, ("Digits", "1")]),
        ("/twilio/voice/status", [*call[:3], ("CallStatus", "completed")]),
        ("/twilio/sms", text),
        ("/twilio/sms/status", [("MessageSid", "SM" + "9" * 32), ("MessageStatus", "delivered")]),
    ]


KINDS = range(8)


def refused(line: Line, where: str, form: Form, signed: str, headers: dict[str, str] | None = None) -> None:
    """403, and not one byte of the database is another."""
    before = line.dump()
    answer = line.post(where, form, signed=signed, headers=headers)
    assert answer.status_code == 403, answer.text
    assert "signature" in answer.json()["detail"]
    assert line.dump() == before


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_signature_or_with_a_wrong_one_nothing_happens(busy: Line, calling: str, kind: int):
    where, form = posts(calling)[kind]
    right = signature(TOKEN, busy.base + where, form)
    refused(busy, where, form, "")
    refused(busy, where, form, "A" * len(right))
    refused(busy, where, form, right[:-1])
    refused(busy, where, form, right.lower())
    refused(busy, where, form, signature("1" * 32, busy.base + where, form))


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_header_at_all_nothing_happens(busy: Line, calling: str, kind: int):
    where, form = posts(calling)[kind]
    before = busy.dump()
    answer = busy.raw(where, urlencode(form).encode(), {})
    assert answer.status_code == 403
    assert busy.dump() == before


@pytest.mark.parametrize("header", ["é" * 28, "\xff" * 28, "A" * 10_000, "=" * 28, " "])
def test_odd_signatures_are_wrong_ones(busy: Line, calling: str, header: str):
    where, form = posts(calling)[0]
    answer = busy.request(
        "POST",
        where,
        content=urlencode(form).encode(),
        headers=[(b"x-twilio-signature", header.encode("latin-1")), (b"content-type", b"x")],
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1:8080{where}",
        "http://ailleurs.example:8080{where}",
        BEHIND + "{where}",
        "http://127.0.0.1:8080/autre{where}",
        "http://127.0.0.1:8080{where}/",
        "http://127.0.0.1:8080{where}&x=1",
        "{where}",
        "",
    ],
)
def test_a_signature_over_another_address_is_wrong(busy: Line, calling: str, kind: int, address: str):
    where, form = posts(calling)[kind]
    refused(busy, where, form, signature(TOKEN, address.format(where=where), form))


def test_a_signature_over_another_order_of_the_query_is_wrong(busy: Line, calling: str):
    where = f"/twilio/voice/whisper?call={calling}&taken=1"
    other = f"/twilio/voice/whisper?taken=1&call={calling}"
    form = posts(calling)[4][1]
    refused(busy, where, form, signature(TOKEN, busy.base + other, form))


@pytest.mark.parametrize("query", ["?turn=3&", "?&turn=3", "?turn=03", "?turn=3&turn=3", "?turn=%33", "?"])
def test_the_query_is_signed_byte_for_byte(busy: Line, calling: str, query: str):
    form = posts(calling)[1][1]
    refused(busy, f"/twilio/voice{query}", form, signature(TOKEN, f"{busy.base}/twilio/voice?turn=3", form))


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "ailleurs.example"},
        {"X-Forwarded-Host": "ailleurs.example"},
        {"X-Forwarded-Proto": "https"},
        {"X-Forwarded-Prefix": "/autre"},
        {"Forwarded": "host=ailleurs.example;proto=https"},
        {"X-Original-URL": "/autre"},
    ],
)
def test_the_address_is_the_configured_one_whatever_headers_say(busy: Line, calling: str, headers: dict[str, str]):
    where, form = posts(calling)[1]
    for told in ("http://ailleurs.example", "https://ailleurs.example", "https://127.0.0.1:8080", "http://127.0.0.1:8080/autre"):
        refused(busy, where, form, signature(TOKEN, told + where, form), headers)
    answer = busy.post("/twilio/voice", [("CallSid", calling), ("From", CALLER)], headers=headers)
    assert answer.status_code == 200


def test_the_method_of_the_signature_may_be_sha256(busy: Line, calling: str):
    where, form = "/twilio/voice", [("CallSid", calling), ("From", CALLER), ("CallerCity", "")]
    signed = busy.base + where + "".join(name + value for name, value in sorted(form))
    longer = base64.b64encode(hmac.new(TOKEN.encode(), signed.encode(), hashlib.sha256).digest()).decode()
    named = {"X-Twilio-Webhooks-Signature-Settings": "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"}
    assert busy.post(where, form, signed=longer, headers=named).status_code == 200
    refused(busy, where, form, longer)
    refused(busy, where, form, signature(TOKEN, busy.base + where, form), named)
    unknown = {"X-Twilio-Webhooks-Signature-Settings": "key=k,algorithm=NONE"}
    refused(busy, where, form, signature(TOKEN, busy.base + where, form), unknown)


@pytest.mark.parametrize("given", [f"{TOKEN},{NEXT}", f"{NEXT}, {TOKEN}", f" {TOKEN} ,, {NEXT},"])
def test_two_keys_are_believed_while_one_takes_the_place_of_the_other(line_at: LineAt, given: str):
    line = line_at(TWILIO_AUTH_TOKEN=given)
    where, form = "/twilio/voice", [("CallSid", new_sid()), ("From", CALLER), ("CallerCity", "")]
    first = line.post(where, form, signed=signature(TOKEN, line.base + where, form))
    assert first.status_code == 200
    again = line.post(where, form, signed=signature(NEXT, line.base + where, form))
    assert (again.status_code, again.text) == (200, first.text)
    for key in (given, "", "1" * 32):
        refused(line, where, form, signature(key, line.base + where, form))
    assert line.runtime.settings.twilio_token == given.split(",")[0].strip()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_signed_blank_ones_too(busy: Line, calling: str, kind: int):
    where, form = posts(calling)[kind]
    blank = [*form, ("CallerZip", "")]
    right = signature(TOKEN, busy.base + where, blank)
    refused(busy, where, form, right)
    refused(busy, where, [*blank, ("Autre", "x")], right)
    refused(busy, where, [*blank, ("Autre", "")], right)
    refused(busy, where, [(name, value + " ") for name, value in blank], right)
    refused(busy, where, [(name, f" {value}") for name, value in blank], right)


def test_blank_and_unknown_fields_are_welcome(line: Line):
    form = [("CallSid", new_sid()), ("From", CALLER), ("CallerCity", ""), ("CallerZip", ""), ("Zorglub", "été & +"), ("StirVerstat", "")]
    assert line.post("/twilio/voice", form).status_code == 200
    text = {"MessageSid": new_sid("SM"), "From": CALLER, "To": SERVICE, "Body": "bonjour", "FromCity": "", "Zorglub": "\u00a0"}
    assert line.post("/twilio/sms", text).status_code == 200


def test_what_is_signed_is_what_is_read_when_a_field_comes_twice(busy: Line, calling: str):
    form = [("CallSid", calling), ("From", CALLER), ("Double", "b"), ("Double", "a"), ("Double", "b")]
    assert busy.post("/twilio/voice", form).status_code == 200
    signed_once = signature(TOKEN, f"{busy.base}/twilio/voice", [("CallSid", calling), ("From", CALLER), ("Double", "a")])
    refused(busy, "/twilio/voice", form, signed_once)


def test_too_many_fields_are_not_read(busy: Line, calling: str):
    most = [("CallSid", calling), *((f"F{n}", "") for n in range(MOST_FIELDS - 1))]
    assert busy.post("/twilio/voice", most).status_code == 200
    refused(busy, "/twilio/voice", [*most, ("Un", "de trop")], signature(TOKEN, f"{busy.base}/twilio/voice", [*most, ("Un", "de trop")]))


@pytest.mark.parametrize("body", [b"\xff\xfe", b"CallSid=CA1&Body=\xe9t\xe9", b"\x80" * 100])
def test_a_body_that_is_no_text_is_refused(busy: Line, body: bytes):
    before = busy.dump()
    for signed in ("", signature(TOKEN, f"{busy.base}/twilio/voice", [])):
        assert busy.raw("/twilio/voice", body, {"X-Twilio-Signature": signed}).status_code == 403
    assert busy.dump() == before


def test_json_is_no_form(busy: Line):
    before = busy.dump()
    headers = {"Content-Type": "application/json", "X-Twilio-Signature": signature(TOKEN, f"{busy.base}/twilio/voice", [])}
    answer = busy.request("POST", "/twilio/voice", content=b'{"CallSid":"CA1","From":"+33639980001"}', headers=headers)
    assert answer.status_code in (400, 403)
    assert busy.dump() == before


@pytest.mark.parametrize("where", ["/twilio/voice", "/twilio/sms", "/twilio/voice/status", "/twilio/sms/status"])
def test_a_huge_body_is_not_read(busy: Line, where: str):
    before = busy.dump()
    assert busy.post(where, [("CallSid", "CA1"), ("X", "a" * MOST_BODY)]).status_code == 413
    assert busy.dump() == before


def test_a_body_at_the_limit_is_read(line: Line):
    form = [("CallSid", new_sid()), ("From", CALLER)]
    room = MOST_BODY - len(urlencode([*form, ("X", "")]))
    assert line.post("/twilio/voice", [*form, ("X", "a" * room)]).status_code == 200
    assert line.post("/twilio/voice", [*form, ("X", "a" * (room + 1))]).status_code == 413


@pytest.mark.parametrize("coding", ["chunked", "Chunked", "CHUNKED", "gzip, Chunked"])
def test_a_body_of_unknown_length_is_not_read(busy: Line, coding: str):
    async def parts() -> AsyncIterator[bytes]:
        yield b"CallSid=CA1"

    before = busy.dump()
    answer = busy.request("POST", "/twilio/voice", content=parts(), headers={"Transfer-Encoding": coding, "X-Twilio-Signature": "x"})
    assert answer.status_code == 413
    assert busy.dump() == before


@pytest.mark.parametrize("length", ["", "x", "-1", "1e3", "\xb2", "0x10", "9" * 30])
def test_a_length_that_is_no_number_is_not_believed(busy: Line, length: str):
    before = busy.dump()
    headers = [(b"content-length", length.encode("latin-1")), (b"x-twilio-signature", b"x")]
    assert busy.request("POST", "/twilio/voice", content=b"CallSid=CA1", headers=headers).status_code == 413
    assert busy.dump() == before


NAMES = {
    "/twilio/voice": "CallSid",
    "/twilio/voice?turn=2": "CallSid",
    "/twilio/voice/dial?turn=2": "CallSid",
    "/twilio/voice/status": "CallSid",
    "/twilio/sms": "MessageSid",
    "/twilio/sms/status": "MessageSid",
}


@pytest.mark.parametrize("where", list(NAMES))
@pytest.mark.parametrize("sid", [None, "", " ", "CA 1", "CA-1", "é" * 34, "C" * 65, "CA1\x00", "CA1\n", "../x", "'--"])
def test_without_a_usable_identifier_nothing_is_stored(busy: Line, where: str, sid: str | None):
    form = [("From", CALLER), ("To", SERVICE), ("CallStatus", "completed"), ("Body", "bonjour"), ("MessageStatus", "sent")]
    before = busy.dump()
    answer = busy.post(where, form if sid is None else [*form, (NAMES[where], sid)])
    assert answer.status_code == 400
    assert NAMES[where] in answer.json()["detail"]
    assert busy.dump() == before


@pytest.mark.parametrize("turn", ["", "a", "-1", "1.5", "100000", "9" * 40, "1e3", "%00", "3;", "null"])
@pytest.mark.parametrize("path", ["/twilio/voice", "/twilio/voice/dial"])
def test_a_turn_that_is_no_number_changes_nothing(busy: Line, calling: str, path: str, turn: str):
    before = busy.dump()
    answer = busy.post(f"{path}?turn={turn}", [("CallSid", calling), ("SpeechResult", "allo"), ("DialCallStatus", "busy")])
    assert answer.status_code in (400, 422)
    assert busy.dump() == before
    unsigned = busy.post(f"{path}?turn={turn}", [("CallSid", calling)], signed="x")
    assert unsigned.status_code == 403


def test_a_dial_without_turn_and_a_whisper_without_call_change_nothing(busy: Line, calling: str):
    before = busy.dump()
    for where in ("/twilio/voice/dial", "/twilio/voice/whisper", "/twilio/voice/whisper?call=", "/twilio/voice/whisper?call=a%20b&taken=1"):
        assert busy.post(where, [("CallSid", calling), ("DialCallStatus", "busy"), ("Digits", "1")]).status_code == 422
    assert busy.dump() == before


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD"])
@pytest.mark.parametrize("where", [*NAMES, "/twilio/voice/whisper?call=CA1"])
def test_only_posts(busy: Line, method: str, where: str):
    assert busy.request(method, where, headers={"X-Twilio-Signature": signature(TOKEN, busy.base + where, [])}).status_code == 405


def test_an_answer_tells_nothing_to_strangers(busy: Line, calling: str):
    answer = busy.post(f"/twilio/voice/whisper?call={calling}&taken=1", [("Digits", "1")], signed="x")
    assert set(answer.json()) == {"detail"}
    assert TOKEN not in answer.text
    assert TOKEN not in str(answer.headers)


def test_the_same_valid_posts_again_change_nothing(line: Line):
    call = line.call()
    posted = [call.posted]
    for act in (lambda: call.speak(STORY), lambda: call.type("1"), lambda: call.stay_silent(), lambda: call.type("0")):
        act()
        posted.append(call.posted)
    whisper = (call.now.whisper, [("CallSid", new_sid()), ("ParentCallSid", call.sid)])
    taken = (f"{call.now.whisper}&taken=1", [*whisper[1], ("Digits", "1")])
    line.post(*whisper)
    line.post(*taken)
    call.dialled("busy")
    posted += [call.posted, whisper]
    sid = new_sid("SM")
    line.write(STORY, "+33639980002", sid)
    line.write("2", "+33639980002")
    call.hang_up()
    end = ("/twilio/voice/status", call.form("completed", [("CallDuration", "42")]))
    before = line.dump()
    for where, form in [*posted, end]:
        assert line.post(where, form).status_code in (200, 204)
    line.write(STORY, "+33639980002", sid)
    assert line.dump() == before


@pytest.mark.parametrize(
    "base", ["https://seuil.example", "https://seuil.example/accueil", "https://seuil.example/accueil/", "http://x:8443"]
)
def test_the_public_address_may_have_https_and_a_prefix(line_at: LineAt, base: str):
    line = line_at(public_base_url=base)
    call = line.call()
    prefix = "/accueil" if "accueil" in base else ""
    assert call.now.action == f"{prefix}/twilio/voice?turn=1"
    # The proxy takes the prefix off: the carrier signs with it, the process never sees it.
    where = call.now.action.removeprefix(prefix)
    assert heard(line.post(where, call.form(fields=[("Digits", "*")]))).action == f"{prefix}/twilio/voice?turn=2"
    assert line.post(where, call.form(), signed=signature(TOKEN, "http://127.0.0.1:8080" + where, call.form())).status_code == 403


@settings(max_examples=80, deadline=None)
@given(
    body=st.binary(max_size=200) | st.text(max_size=80).map(str.encode), where=st.sampled_from([*NAMES, "/twilio/voice/whisper?call=CA1"])
)
def test_whatever_bytes_are_posted_no_webhook_breaks(busy: Line, body: bytes, where: str):
    unsigned = busy.raw(where, body, {"X-Twilio-Signature": "A" * 28})
    assert unsigned.status_code == 403
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True)
    except ValueError:
        fields = []
    signed = busy.raw(where, body, {"X-Twilio-Signature": signature(TOKEN, busy.base + where, fields)})
    assert signed.status_code < 500


ANYTHING = st.text(max_size=60) | st.sampled_from(
    ["\x00", "\x0b\x1b", "\ud7ff\ue000", "😀" * 20, "<Say>", "]]>", "0", "*#", "1" * 50, "٣", "²"]
)


@settings(max_examples=50, deadline=None)
@given(number=ANYTHING, digits=st.text("0123456789*#", max_size=30), speech=ANYTHING, dialled=ANYTHING)
def test_whatever_a_call_brings_is_answered_with_markup(busy: Line, number: str, digits: str, speech: str, dialled: str):
    call = Call(busy, number)
    call.begin()
    call._turn(("Digits", digits), ("SpeechResult", speech))
    call._turn(("SpeechResult", speech))
    assert heard(busy.post("/twilio/voice/dial?turn=3", call.form(fields=[("DialCallStatus", dialled), ("DialBridged", dialled)])))
    assert busy.post("/twilio/voice/status", call.form(dialled)).status_code == 204


@settings(max_examples=50, deadline=None)
@given(number=ANYTHING | st.just(CALLER), to=ANYTHING, body=ANYTHING, media=ANYTHING, wish=ANYTHING)
def test_whatever_a_text_brings_is_answered(busy: Line, number: str, to: str, body: str, media: str, wish: str):
    answer = busy.write(body, number, To=to, NumMedia=media, OptOutType=wish)
    assert answer.status_code == 200
    assert answer.text.endswith("<Response />")


def test_a_refused_text_or_call_leaves_no_row(line: Line):
    form = {"MessageSid": new_sid("SM"), "CallSid": new_sid(), "From": CALLER, "To": SERVICE, "Body": "je veux mourir"}
    assert line.post("/twilio/sms", form, signed="x").status_code == 403
    assert line.post("/twilio/voice", form, signed="x").status_code == 403
    assert [line.count(table) for table in (CallRow, ConversationRow, MessageRow, OutboxRow, TextThreadRow)] == [0] * 5
