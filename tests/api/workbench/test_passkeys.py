"""A passkey opens the account it was made for, and nothing that was overheard or made elsewhere does."""

from collections.abc import Callable

import pytest

from tests.api.workbench.authenticator import Authenticator
from tests.api.workbench.conftest import Clock, Someone

Join = Callable[..., Someone]
Visit = Callable[[], Someone]
ORIGIN = "http://localhost:8250"


@pytest.fixture
def phone() -> Authenticator:
    return Authenticator(ORIGIN, "localhost")


@pytest.fixture
def anna(join: Join, phone: Authenticator) -> Someone:
    """Make an account that has a passkey."""
    someone = join("anna")
    token = someone.client.cookies["sid"]
    someone.client.base_url = ORIGIN  # type: ignore[assignment]
    someone.client.cookies.set("sid", token, domain="localhost.local")
    made = phone.make(someone.told("POST", "/passkeys/options"))
    told = someone.told("POST", "/passkeys", {"name": "my phone", "credential": made})
    assert [one["name"] for one in told["passkeys"]] == ["my phone"]
    return someone


@pytest.fixture
def stranger(visit: Visit) -> Someone:
    someone = visit()
    someone.client.base_url = ORIGIN  # type: ignore[assignment]
    return someone


def test_a_passkey_signs_in(anna: Someone, stranger: Someone, phone: Authenticator) -> None:
    proof = phone.prove(stranger.told("POST", "/passkeys/challenge"))
    assert stranger.told("POST", "/passkeys/session", {"credential": proof})["pseudonym"] == "anna"
    assert anna.told("GET", "/me")["pseudonym"] == "anna"


@pytest.mark.usefixtures("anna")
def test_what_was_overheard_opens_nothing(stranger: Someone, phone: Authenticator) -> None:
    proof = {"credential": phone.prove(stranger.told("POST", "/passkeys/challenge"))}
    assert stranger.ask("POST", "/passkeys/session", proof).status_code == 200
    assert stranger.ask("POST", "/passkeys/session", proof).status_code == 422


@pytest.mark.usefixtures("anna")
def test_an_answer_that_comes_late_opens_nothing(stranger: Someone, phone: Authenticator, clock: Clock) -> None:
    proof = {"credential": phone.prove(stranger.told("POST", "/passkeys/challenge"))}
    clock.now += 301
    assert stranger.ask("POST", "/passkeys/session", proof).status_code == 422


@pytest.mark.usefixtures("anna")
def test_a_false_page_gets_nothing_that_opens(stranger: Someone, phone: Authenticator) -> None:
    phone.origin = "https://pauza.example.evil"
    proof = {"credential": phone.prove(stranger.told("POST", "/passkeys/challenge"))}
    assert stranger.ask("POST", "/passkeys/session", proof).status_code == 401


@pytest.mark.usefixtures("anna")
def test_a_phone_that_did_not_ask_for_its_owner_opens_nothing(stranger: Someone, phone: Authenticator) -> None:
    proof = {"credential": phone.prove(stranger.told("POST", "/passkeys/challenge"), flags=1)}
    assert stranger.ask("POST", "/passkeys/session", proof).status_code == 401


@pytest.mark.usefixtures("anna")
def test_a_copied_passkey_that_counts_backwards_opens_nothing(stranger: Someone, phone: Authenticator) -> None:
    for uses, status in ((5, 200), (2, 401)):
        phone.uses = uses
        proof = {"credential": phone.prove(stranger.told("POST", "/passkeys/challenge"))}
        assert stranger.ask("POST", "/passkeys/session", proof).status_code == status


def test_a_challenge_for_making_is_none_for_signing_in(anna: Someone, stranger: Someone, phone: Authenticator) -> None:
    proof = {"credential": phone.prove(anna.told("POST", "/passkeys/options"))}
    assert stranger.ask("POST", "/passkeys/session", proof).status_code == 422


def test_a_passkey_taken_away_opens_nothing(anna: Someone, stranger: Someone, phone: Authenticator) -> None:
    key = anna.told("GET", "/me")["passkeys"][0]["id"]
    anna.told("DELETE", f"/passkeys/{key}")
    proof = {"credential": phone.prove(stranger.told("POST", "/passkeys/challenge"))}
    assert stranger.ask("POST", "/passkeys/session", proof).status_code == 401


def test_a_passkey_of_one_person_cannot_be_taken_over_by_another(
    anna: Someone, join: Join, phone: Authenticator
) -> None:
    ben = join("ben")
    token = ben.client.cookies["sid"]
    ben.client.base_url = ORIGIN  # type: ignore[assignment]
    ben.client.cookies.set("sid", token, domain="localhost.local")
    made = phone.make(ben.told("POST", "/passkeys/options"))
    assert ben.ask("POST", "/passkeys", {"name": "x", "credential": made}).status_code == 409
    assert len(anna.told("GET", "/me")["passkeys"]) == 1


def test_nobody_takes_the_passkey_of_somebody_else_away(anna: Someone, join: Join) -> None:
    key = anna.told("GET", "/me")["passkeys"][0]["id"]
    assert join("ben").ask("DELETE", f"/passkeys/{key}").status_code == 404
    assert len(anna.told("GET", "/me")["passkeys"]) == 1
