"""The partner's pages: signing in without telling who was invited, one form once, dangers first, nothing typed lost."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from intake.partners import revoke
from intake.storage import AuditRow, DangerRow, HandoffRow, MessageRow, OutboxRow, PartnerFilingRow, RequestRow
from tests.channels.conftest import LineAt
from tests.channels.line import SERVICE, Line, no_database
from tests.channels.partners.visitor import Visitor
from tests.intake.partners.invited import ACCOUNT, ADMINISTRATOR, EMAIL, codes, invited

DEADLY = "Elle dit qu’elle va se suicider ce soir."


@pytest.fixture
def line(line_at: LineAt) -> Line:
    return line_at(sms_from=SERVICE)


@pytest.fixture
def anne(line: Line) -> Visitor:
    """An invited partner, signed in, with the form open."""
    invited(line.runtime)
    return Visitor(line).sign_in().get("/partenaire/demande")


def told_now(visitor: Visitor) -> str:
    """What is to be done at once."""
    return visitor.text.split('id="safety"')[1].split("</section>")[0]


def handoffs(line: Line) -> list[HandoffRow]:
    return line.handoffs()


def test_signing_in_by_code_and_filing_with_the_engine_down(line: Line):
    line.engine.down = True
    invited(line.runtime)
    visitor = Visitor(line).get()
    assert "Recevoir un code" in visitor.text
    visitor.post("/partenaire/connexion", {"email": EMAIL})
    assert "Recopiez le code" in visitor.text
    visitor.post("/partenaire/code", {"email": EMAIL, "code": codes(line.runtime)[0]})
    assert (visitor.status, visitor.headers["location"]) == (303, "/partenaire")
    assert "Vous n’avez encore rien transmis." in visitor.get().text
    visitor.get("/partenaire/demande").send()
    assert visitor.status == 200
    assert "La demande est transmise" in visitor.text
    (row,) = handoffs(line)
    assert row.channel == "partner"
    assert f"{row.reference[:2]} {row.reference[2:4]}" in visitor.text.replace("\u00a0", " ")
    listed = visitor.get().text
    assert "J. M." in listed
    assert "reçue" in listed
    assert "Martin" not in listed
    assert line.engine.asked == 0


def test_the_answer_is_the_same_whether_or_not_the_address_is_known(line: Line):
    invited(line.runtime)
    told = []
    for email in (EMAIL, "personne@exemple.fr"):
        visitor = Visitor(line).ask(email)
        asked = (visitor.status, _same(visitor.text, email))
        visitor.post("/partenaire/code", {"email": email, "code": "000000"})
        told.append((asked, visitor.status, _same(visitor.text, email), sorted(visitor.cookies)))
    assert told[0] == told[1]
    assert len(codes(line.runtime)) == 1


def _same(text: str, email: str) -> str:
    return re.sub(r'value="[^"]*"', "", text.replace(email, "@"))


def test_nothing_secret_stands_in_an_address_or_in_a_log(line: Line, anne: Visitor, caplog: pytest.LogCaptureFixture):
    anne.send()
    addresses = re.findall(r'(?:href|action)="([^"]+)"', anne.text)
    assert addresses
    assert all("?" not in address for address in addresses)
    said = caplog.text
    for secret in (EMAIL, ACCOUNT, "Martin", *anne.cookies.values(), *codes(line.runtime)):
        assert secret not in said


def test_too_many_codes_asked_from_one_place_are_stopped_with_a_sentence(line: Line):
    visitor = Visitor(line)
    for _ in range(10):
        assert visitor.ask("personne@exemple.fr").status == 200
    assert visitor.ask("personne@exemple.fr").status == 429
    assert "Attendez une heure" in visitor.text


def test_a_form_that_is_not_ours_changes_nothing(line: Line, anne: Visitor):
    invited(line.runtime, email="paul@cpam.exemple.fr")
    stranger = Visitor(line)
    assert stranger.post("/partenaire/connexion", {"email": EMAIL, "jeton": "0" * 32}, hidden=False).status == 403
    before = len(codes(line.runtime))
    assert stranger.post("/partenaire/code", {"email": EMAIL, "code": codes(line.runtime)[-1]}, hidden=False).status == 403
    assert anne.post("/partenaire/demande", {"f.narrative": ACCOUNT, "jeton": "x"}).status == 403
    assert ACCOUNT in anne.text
    assert anne.post("/partenaire/deconnexion", {"jeton": "x"}).status == 303
    assert anne.get("/partenaire/demande").status == 200
    assert handoffs(line) == []
    assert len(codes(line.runtime)) == before


def test_sent_twice_it_is_one_hand_off(line: Line, anne: Visitor):
    page = anne.text
    first = anne.send().text
    anne.text = page
    second = anne.send(narrative="Autre chose.").text
    assert "rien n’a été envoyé deux fois" in second
    assert len(handoffs(line)) == 1
    reference = re.search(r'class="big">([^<]+)<', first)
    assert reference
    assert reference.group(1) in second


def test_errors_stand_at_their_field_and_nothing_typed_is_lost(line: Line, anne: Visitor):
    anne.send(phone="06 12", household="bungalow", person_agreement="", children_count="beaucoup", topics="budget")
    assert anne.status == 422
    for code in ("phone", "household", "person_agreement", "children_count"):
        assert f'href="#{code}"' in anne.text
        assert f'id="{code}-error"' in anne.text
    assert "Rien n’est encore transmis." in anne.text
    assert ACCOUNT in anne.text
    assert 'value="06 12"' in anne.text
    assert 'value="budget" id=' not in anne.text
    assert re.search(r'value="budget"[^>]* checked', anne.text)
    assert handoffs(line) == []
    anne.send()
    assert anne.status == 200
    assert len(handoffs(line)) == 1


def test_without_her_agreement_nothing_is_sent(line: Line, anne: Visitor):
    anne.send(person_agreement="non")
    assert anne.status == 422
    assert "Sans son accord, cette demande ne peut pas être transmise" in anne.text
    assert handoffs(line) == []
    anne.send(person_agreement="ne_peut_pas")
    assert len(handoffs(line)) == 1


def test_a_danger_is_told_first_and_passes_whatever_is_missing(line: Line, anne: Visitor):
    anne.send(narrative=DEADLY, name="", person_agreement="non", phone="06 12")
    assert anne.status == 200
    assert anne.text.index("À faire d’abord") < anne.text.index("<h1>La demande est transmise")
    assert "3114" in told_now(anne)
    assert "Nous n’avons pas pu lire" in anne.text
    (row,) = handoffs(line)
    assert row.urgent
    with line.runtime.database.read() as session:
        assert [danger.kind for danger in session.scalars(select(DangerRow))] == ["suicide"]


def test_a_danger_is_told_while_the_database_is_down(line: Line, anne: Visitor):
    with no_database(line):
        anne.send(narrative=DEADLY)
    assert anne.status == 503
    assert "3114" in anne.text.split("</header>")[1].split("<footer")[0]
    assert "n’a pas pu être gardé" in anne.text
    assert handoffs(line) == []


def test_a_social_security_number_is_kept_nowhere(line: Line, anne: Visitor):
    anne.send(narrative="Son numéro : 1 61 08 67 123 456 12. Elle est seule.", expectation="le 161086712345612")
    assert anne.status == 200
    kept = str(line.dump())
    with line.runtime.database.read() as session:
        kept += " ".join(message.text for message in session.scalars(select(MessageRow)))
        kept += str([row.proposal for row in session.scalars(select(HandoffRow))])
    assert "123 456" not in kept
    assert "161086712345612" not in kept


def test_a_session_that_ends_while_she_writes_loses_nothing(line: Line, anne: Visitor):
    line.runtime.clock.move(minutes=61)  # type: ignore[attr-defined]
    anne.send(name="Jeanne <Martin>")
    assert anne.status == 401
    assert "rien de ce que vous avez écrit n’est perdu" in anne.text
    assert handoffs(line) == []
    anne.post("/partenaire/connexion", {"email": EMAIL})
    anne.post("/partenaire/code", {"email": EMAIL, "code": codes(line.runtime)[-1]})
    assert anne.status == 200
    assert ACCOUNT in anne.text
    assert "Anne Legrand" in anne.text
    anne.send()
    assert anne.status == 200
    assert len(handoffs(line)) == 1


def test_a_danger_written_when_the_session_has_ended_is_answered_at_once(line: Line, anne: Visitor):
    line.runtime.clock.move(minutes=61)  # type: ignore[attr-defined]
    anne.send(narrative=DEADLY)
    assert anne.status == 401
    assert "3114" in told_now(anne)
    assert anne.text.index("À faire d’abord") < anne.text.index("Rien n’est encore transmis")


def test_withdrawn_access_ends_at_once_and_what_was_filed_stays(line: Line, anne: Visitor):
    anne.send()
    with line.runtime.database.write() as session:
        partner_id = session.scalars(select(PartnerFilingRow.partner_id)).one()
        revoke(session, ADMINISTRATOR, partner_id, line.runtime.clock.now())
    assert anne.get("/partenaire/demande").headers["location"] == "/partenaire"
    assert "Recevoir un code" in anne.get().text
    before = len(codes(line.runtime))
    anne.post("/partenaire/connexion", {"email": EMAIL})
    assert anne.status == 200
    assert len(codes(line.runtime)) == before
    assert len(handoffs(line)) == 1


def test_signing_out_leaves_nothing_in_the_browser(line: Line, anne: Visitor):
    anne.post("/partenaire/deconnexion", {})
    assert anne.cookies == {}
    assert "Recevoir un code" in anne.get().text


def test_one_partner_never_sees_what_another_filed(line: Line, anne: Visitor):
    anne.send()
    invited(line.runtime, email="paul@cpam.exemple.fr", name="Paul Durand")
    assert "J. M." not in Visitor(line).sign_in("paul@cpam.exemple.fr").get().text


def test_every_read_and_write_leaves_a_trace(line: Line, anne: Visitor):
    anne.send()
    anne.get()
    with line.runtime.database.read() as session:
        trail = [
            (row.action, row.request_id is not None) for row in session.scalars(select(AuditRow).where(AuditRow.actor_kind == "partner"))
        ]
    assert ("partner_sign_in", False) in trail
    assert ("partner_file", True) in trail
    assert ("partner_list", True) in trail


def test_the_pages_are_kept_by_no_cache_and_run_no_script_of_others(anne: Visitor):
    assert anne.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in anne.headers["content-security-policy"]
    assert 'autocomplete="off"' in anne.text
    assert "style=" not in anne.text


def test_hostile_forms_break_nothing(line: Line, anne: Visitor):
    for form in (
        {"f.key": "x", "f.narrative": "\x00"},
        {"f.topics": "roi", "f.person_agreement": "peut-être", "f.zzz": "1"},
        {"f.narrative": "a" * 9000},
        {"f.name": "<script>alert(1)</script>"},
    ):
        anne.get("/partenaire/demande").post("/partenaire/demande", form)
        assert anne.status == 422, form
    assert anne.get("/partenaire/demande").post("/partenaire/demande", {"f.narrative": "a" * 70_000}).status == 413
    with line.runtime.database.read() as session:
        assert session.scalars(select(RequestRow)).all() == []
        assert session.scalars(select(OutboxRow).where(OutboxRow.kind == "text")).all() == []
