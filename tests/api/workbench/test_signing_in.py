"""People come by invitation, sign in, and can be neither guessed nor locked out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.workbench import accounts
from api.workbench.bench import Bench
from tests.api.workbench.conftest import PASSWORD, Clock, Someone

Visit = Callable[[], Someone]
Join = Callable[..., Someone]


def invited(bench: Bench, name: str | None = None) -> str:
    with bench.database.writing() as db:
        return accounts.invite(db, "translator", ["pl"], days=3, now=bench.clock(), name=name)


def code_of(answer: object) -> str:
    return str(answer.json()["error"]["code"])  # type: ignore[attr-defined]


def sign_in(someone: Someone, name: str = "anna", password: str = PASSWORD) -> int:
    return int(someone.ask("POST", "/session", {"pseudonym": name, "password": password}).status_code)


def test_an_invitation_opens_any_number_of_times_and_is_used_once(bench: Bench, visit: Visit) -> None:
    code, anna, other = invited(bench), visit(), visit()
    for _ in range(3):
        assert anna.told("POST", "/invitations/open", {"code": code})["languages"] == ["pl"]
    made = anna.told("POST", "/accounts", {"code": code, "pseudonym": "anna", "password": PASSWORD})
    assert made["roles"] == [{"role": "translator", "language": "pl"}]
    again = other.ask("POST", "/accounts", {"code": code, "pseudonym": "ben", "password": PASSWORD})
    assert again.status_code == 404


def test_an_invitation_ends_after_its_days(bench: Bench, visit: Visit, clock: Clock) -> None:
    code = invited(bench)
    clock.now += 3 * 86_400 + 1
    assert visit().ask("POST", "/invitations/open", {"code": code}).status_code == 404


def test_of_two_who_use_one_invitation_at_once_one_comes_in(bench: Bench, visit: Visit) -> None:
    code = invited(bench)
    people = [visit() for _ in range(4)]

    def come(number: int) -> int:
        body = {"code": code, "pseudonym": f"guest-{number}", "password": PASSWORD}
        return int(people[number].ask("POST", "/accounts", body).status_code)

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(come, range(4)))
    assert statuses == [201, 404, 404, 404]


@pytest.mark.parametrize("name", ["Anna", "a", "anna@example.org", "-anna", "anna kowalska", "a" * 41, "анна"])
def test_what_may_tell_who_somebody_is_is_no_pseudonym(bench: Bench, visit: Visit, name: str) -> None:
    body = {"code": invited(bench), "pseudonym": name, "password": PASSWORD}
    assert code_of(visit().ask("POST", "/accounts", body)) == "bad-pseudonym"


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaaaaa", "x" * 129, "anna and her cat"])
def test_a_weak_password_is_refused_and_the_invitation_stays(bench: Bench, visit: Visit, password: str) -> None:
    code, anna = invited(bench), visit()
    assert code_of(anna.ask("POST", "/accounts", {"code": code, "pseudonym": "anna", "password": password})) == (
        "weak-password"
    )
    anna.told("POST", "/accounts", {"code": code, "pseudonym": "anna", "password": PASSWORD})


def test_a_name_under_which_words_stand_goes_only_to_whom_it_is_meant_for(bench: Bench, visit: Visit) -> None:
    trail = bench.settings.locales_dir / "pl" / "trail" / "ui.jsonl"
    trail.parent.mkdir(exist_ok=True)
    trail.write_text('{"id":"x","ev":"translated","src":"1","tgt":"2","by":"marta","at":"2026-01-01"}\n', "utf-8")
    body = {"pseudonym": "marta", "password": PASSWORD}
    assert code_of(visit().ask("POST", "/accounts", {"code": invited(bench), **body})) == "taken"
    for_marta = invited(bench, "marta")
    other = visit().ask("POST", "/accounts", {"code": for_marta, "pseudonym": "ben", "password": PASSWORD})
    assert code_of(other) == "bad-pseudonym"
    visit().told("POST", "/accounts", {"code": for_marta, **body})


def test_signed_out_is_signed_out(join: Join) -> None:
    anna = join("anna")
    token = anna.client.cookies["sid"]
    anna.told("DELETE", "/session")
    anna.client.cookies.set("sid", token)
    assert anna.ask("GET", "/me").status_code == 401


def test_a_lost_phone_is_signed_out_from_another(join: Join, visit: Visit) -> None:
    phone, desk = join("anna"), visit()
    assert sign_in(desk) == 200
    lost = next(one for one in desk.told("GET", "/me")["sessions"] if not one["here"])
    desk.told("DELETE", f"/sessions/{lost['id']}")
    assert phone.ask("GET", "/me").status_code == 401
    assert desk.ask("GET", "/me").status_code == 200


def test_nobody_ends_the_sign_in_of_somebody_else(join: Join) -> None:
    anna, ben = join("anna"), join("ben")
    own = anna.told("GET", "/me")["sessions"][0]["id"]
    assert ben.ask("DELETE", f"/sessions/{own}").status_code == 404
    assert anna.ask("GET", "/me").status_code == 200


def test_a_sign_in_ends_after_a_day_without_use_and_after_a_week_in_any_case(join: Join, clock: Clock) -> None:
    anna = join("anna")
    for _ in range(7 * 2 - 1):
        clock.now += 86_400 / 2
        assert anna.ask("GET", "/me").status_code == 200
    clock.now += 86_400 / 2 + 1
    assert anna.ask("GET", "/me").status_code == 401
    assert sign_in(anna) == 200
    clock.now += 86_401
    assert anna.ask("GET", "/me").status_code == 401


def test_a_planted_token_never_counts(join: Join, visit: Visit) -> None:
    join("anna")
    other = visit()
    other.client.cookies.set("sid", "planted")
    assert sign_in(other) == 200
    planted = visit()
    planted.client.cookies.set("sid", "planted")
    assert planted.ask("GET", "/me").status_code == 401


def test_the_cookie_is_for_no_script_and_no_other_site(bench: Bench, visit: Visit) -> None:
    someone = visit()
    body = {"code": invited(bench), "pseudonym": "anna", "password": PASSWORD}
    set_cookies = someone.ask("POST", "/accounts", body).headers.get_list("set-cookie")
    assert len(set_cookies) == 2
    for cookie in set_cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie


def test_over_https_the_cookie_is_bound_to_the_host(bench: Bench, visit: Visit) -> None:
    someone = visit()
    someone.client.base_url = "https://pauza.example"  # type: ignore[assignment]
    body = {"code": invited(bench), "pseudonym": "anna", "password": PASSWORD}
    for cookie in someone.ask("POST", "/accounts", body).headers.get_list("set-cookie"):
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie


def test_no_password_travels_readable_through_a_network(bench: Bench, visit: Visit) -> None:
    someone = visit()
    someone.client.base_url = "http://192.0.2.7:8000"  # type: ignore[assignment]
    body = {"code": invited(bench), "pseudonym": "anna", "password": PASSWORD}
    assert code_of(someone.ask("POST", "/accounts", body)) == "insecure"


def test_guessing_is_slowed_down_and_the_person_is_not_locked_out(join: Join, visit: Visit, clock: Clock) -> None:
    anna, stranger = join("anna"), visit()
    anna.told("DELETE", "/session")
    statuses = [sign_in(stranger, password="a wrong password") for _ in range(14)]
    assert statuses == [401] * 10 + [429] * 4
    assert sign_in(anna) == 200
    clock.now += 90
    assert sign_in(stranger, password="a wrong password") == 401


def test_a_flood_over_many_accounts_does_not_stop_a_known_device(join: Join, visit: Visit) -> None:
    anna, stranger = join("anna"), visit()
    statuses = [sign_in(stranger, f"nobody-{number}", "x") for number in range(125)]
    assert statuses.count(429) >= 5
    assert sign_in(anna) == 200


def test_guesses_at_once_are_counted_one_by_one(join: Join, visit: Visit) -> None:
    join("anna")
    strangers = [visit() for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(lambda number: sign_in(strangers[number % 6], password="wrong " * 3), range(60)))
    assert statuses.count(401) <= 10
    assert set(statuses) <= {401, 429}


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(join: Join, visit: Visit) -> None:
    join("anna")
    answers = [
        visit().ask("POST", "/session", {"pseudonym": name, "password": "a wrong password"}) for name in ("anna", "no")
    ]
    assert answers[0].status_code == answers[1].status_code == 401
    assert answers[0].content == answers[1].content


def test_a_reset_ends_every_sign_in_and_gives_a_new_password(bench: Bench, join: Join, visit: Visit) -> None:
    anna = join("anna")
    with bench.database.writing() as db:
        code = accounts.reset(db, "anna", days=1, now=bench.clock())
    assert anna.ask("GET", "/me").status_code == 401
    assert sign_in(anna) == 401
    other = visit()
    assert other.told("POST", "/invitations/open", {"code": code})["pseudonym"] == "anna"
    body = {"code": code, "pseudonym": "anna", "password": "another four words"}
    assert other.told("POST", "/accounts", body)["roles"] == [{"role": "translator", "language": "pl"}]


def test_an_account_taken_away_is_gone_at_once_and_its_name_is_not_given_again(bench: Bench, join: Join) -> None:
    anna = join("anna")
    with bench.database.writing() as db:
        accounts.close(db, "anna", bench.clock())
    assert anna.ask("GET", "/me").status_code == 401
    assert sign_in(anna) == 401
    again = anna.ask("POST", "/accounts", {"code": invited(bench), "pseudonym": "anna", "password": PASSWORD})
    assert code_of(again) == "taken"


def test_no_secret_stands_in_the_database(bench: Bench, join: Join) -> None:
    anna, code = join("anna"), invited(bench)
    secrets = [PASSWORD, code, *anna.client.cookies.values()]
    kept = b"".join(path.read_bytes() for path in bench.settings.data_dir.iterdir())
    assert b"anna" in kept
    for secret in secrets:
        assert secret.encode() not in kept
