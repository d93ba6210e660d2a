"""Every address of the workbench, taken from the table of routes, for everybody who may come to it."""

import json
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.routes.workbench.application import PREFIX, routes_of, workbench_app
from api.settings import Settings
from api.workbench import accounts, sign_ins
from api.workbench.bench import Bench
from api.workbench.refusals import RefusedError
from tests.api.workbench.conftest import OWN_PAGE, PASSWORD, Clock, Someone
from tests.factories import ROOT, write_roles

Join = Callable[..., Someone]
Visit = Callable[[], Someone]
TEXT = "grounding.s02.body.1"
KEPT = {"forms": ["Autobus."], "base": "", "source": "", "seen": ""}
STATED = {"event": "peer-reviewed", "ids": [TEXT]}
# What a sound request of each address carries, and who gets in: anybody, whoever is signed in, whoever works in the
# language, and there by role. A route that is missing here fails the test: decide about it.
ANYBODY, SIGNED_IN, OF_LANGUAGE, REVIEWER = "anybody", "signed-in", "of-language", "reviewer"
TABLE: dict[tuple[str, str], tuple[str, Any]] = {
    ("POST", "/invitations/open"): (ANYBODY, {"code": "x"}),
    ("POST", "/accounts"): (ANYBODY, {"code": "x", "pseudonym": "eva", "password": PASSWORD}),
    ("POST", "/session"): (ANYBODY, {"pseudonym": "eva", "password": PASSWORD}),
    ("DELETE", "/session"): (SIGNED_IN, None),
    ("GET", "/me"): (SIGNED_IN, None),
    ("DELETE", "/sessions/{sign_in_id}"): (SIGNED_IN, None),
    ("POST", "/passkeys/options"): (SIGNED_IN, None),
    ("POST", "/passkeys"): (SIGNED_IN, {"name": "phone", "credential": {}}),
    ("DELETE", "/passkeys/{key}"): (SIGNED_IN, None),
    ("POST", "/passkeys/challenge"): (ANYBODY, None),
    ("POST", "/passkeys/session"): (ANYBODY, {"credential": {}}),
    ("GET", "/rules"): (SIGNED_IN, None),
    ("GET", "/work"): (SIGNED_IN, None),
    ("GET", "/texts/{text}/languages"): (SIGNED_IN, None),
    ("GET", "/languages/{tag}/units/{domain}"): (OF_LANGUAGE, None),
    ("PUT", "/languages/{tag}/texts/{text}/draft"): (OF_LANGUAGE, KEPT),
    ("DELETE", "/languages/{tag}/texts/{text}/draft"): (OF_LANGUAGE, None),
    ("POST", "/languages/{tag}/texts/{text}/notes"): (OF_LANGUAGE, {"kind": "note", "text": "x"}),
    ("GET", "/languages/{tag}/memory"): (OF_LANGUAGE, None),
    ("POST", "/languages/{tag}/units/{domain}/hand-in"): (OF_LANGUAGE, {}),
    ("POST", "/languages/{tag}/units/{domain}/statements"): (REVIEWER, STATED),
    ("GET", "/languages/{tag}/units/{domain}/patch"): (OF_LANGUAGE, None),
    ("GET", "/languages/{tag}/units/{domain}/po"): (OF_LANGUAGE, None),
    ("POST", "/languages/{tag}/units/{domain}/preview"): (OF_LANGUAGE, {"code": "zz"}),
    ("GET", "/export/{tag}.{ending}"): (OF_LANGUAGE, None),
    ("POST", "/languages/{tag}/import"): (OF_LANGUAGE, {}),
}
CELLS = list(TABLE)
UNSAFE = [cell for cell in CELLS if cell[0] != "GET"]
PLACES = {"domain": "grounding", "text": TEXT, "ending": "po", "key": "none", "sign_in_id": "none"}
# Answers that say: you may come here, but what you asked for is not there or not sound.
_NOT_SHUT = {200, 201, 204, 404, 409, 422}
each_cell = pytest.mark.parametrize("cell", CELLS, ids=" ".join)


class Ticking(Clock):
    """A clock on which no two moments are one, so that nobody is ever too often here."""

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Open one workbench over the real content and two real languages."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("content", "pwa"):
        (folder / name).symlink_to(ROOT / name)
    for name in ("pl", "nl"):
        shutil.copytree(ROOT / "locales" / name, folder / "locales" / name)
    for name in ("locales.toml", "plurals.toml"):
        shutil.copyfile(ROOT / "locales" / name, folder / "locales" / name)
    made = Bench.open(Settings(folder, folder / "cache", folder / "data", languages=("pl", "nl"), workbench_git=False))
    made.clock = Ticking()
    yield made
    made.database.close()


@pytest.fixture
def join(bench: Bench, visit: Visit) -> Join:
    """Let somebody in without a password, which takes its time by intention."""

    def joined(name: str, role: str = "translator", language: str = "pl") -> Someone:
        own, someone = f"{name}-{role}-{language}", visit()
        with bench.database.writing() as db:
            try:
                accounts.person(db, own)
            except RefusedError:
                code = accounts.invite(db, role, [language], days=3, now=bench.clock())
                accounts.join(db, code, own, password_hash="none", taken=frozenset(), now=bench.clock())
            tokens = sign_ins.begin(db, own, "", bench.clock())
        someone.client.cookies.set("sid", tokens.sign_in)
        return someone

    return joined


def place(path: str, tag: str = "pl", **more: str) -> str:
    query = f"?id={TEXT}" if path.endswith("/memory") else ""
    return path.format(tag=tag, **(PLACES | more)) + query


def ask(someone: Someone, cell: tuple[str, str], tag: str = "pl") -> int:
    method, path = cell
    return int(someone.ask(method, place(path, tag), TABLE[cell][1]).status_code)


def routes(bench: Bench) -> Iterator[tuple[str, str]]:
    def walk(table: Any) -> Iterator[APIRoute]:
        for route in table:
            if isinstance(route, APIRoute):
                yield route
            else:
                yield from walk(getattr(getattr(route, "original_router", route), "routes", ()))

    for route in walk(routes_of(bench).routes):
        for method in route.methods:
            yield method, route.path.removeprefix(PREFIX)


def test_every_route_is_in_the_table(bench: Bench) -> None:
    assert sorted(routes(bench)) == sorted(TABLE)


@each_cell
def test_whoever_is_not_signed_in_stays_outside(visit: Visit, cell: tuple[str, str]) -> None:
    status, shut = ask(visit(), cell), 401
    assert status == shut if TABLE[cell][0] != ANYBODY else status in {404, 401, 422, 200}


@each_cell
def test_whoever_works_in_another_language_stays_outside_this_one(join: Join, cell: tuple[str, str]) -> None:
    status = ask(join("ben", "reviewer", "nl"), cell)
    if TABLE[cell][0] in (OF_LANGUAGE, REVIEWER):
        assert status == 403
    else:
        assert status in _NOT_SHUT | {401}


@each_cell
def test_a_translator_does_all_but_judge(join: Join, cell: tuple[str, str]) -> None:
    status = ask(join("ben"), cell)
    assert status == 403 if TABLE[cell][0] == REVIEWER else status in _NOT_SHUT | {401}


@each_cell
def test_a_reviewer_may_judge_too(bench: Bench, join: Join, cell: tuple[str, str]) -> None:
    write_roles(bench.settings.locales_dir, "guest-reviewer-pl")
    assert ask(join("guest", "reviewer"), cell) in _NOT_SHUT | {401}


@each_cell
def test_whoever_was_taken_away_stays_outside(bench: Bench, join: Join, cell: tuple[str, str]) -> None:
    name = f"gone-{CELLS.index(cell)}"
    gone = join(name, "clinician")
    with bench.database.writing() as db:
        accounts.close(db, f"{name}-clinician-pl", bench.clock())
    assert ask(gone, cell) in ({401} if TABLE[cell][0] != ANYBODY else {404, 401, 422, 200})


@pytest.mark.parametrize("cell", UNSAFE, ids=" ".join)
@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8250"},
        {"sec-fetch-site": "", "origin": "https://evil.example"},
    ],
    ids=["another-site", "a-sister-site", "contradiction", "origin-alone"],
)
def test_a_page_of_somebody_else_can_change_nothing(join: Join, cell: tuple[str, str], headers: dict[str, str]) -> None:
    ben = join("ben", "clinician")
    method, path = cell
    answer = ben.ask(method, place(path), TABLE[cell][1], headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forged")


@pytest.mark.parametrize("cell", UNSAFE, ids=" ".join)
def test_a_request_that_says_nothing_of_where_it_comes_from_changes_nothing(join: Join, cell: tuple[str, str]) -> None:
    ben = join("ben", "clinician")
    del ben.client.headers["sec-fetch-site"]
    assert ask(ben, cell) == 403
    ben.client.headers["origin"] = "http://127.0.0.1:8250"
    assert ask(ben, cell) in _NOT_SHUT | {401}


@pytest.mark.parametrize("cell", [cell for cell in CELLS if TABLE[cell][1] is not None and "import" not in cell[1]])
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_form_could_send_is_not_read(join: Join, cell: tuple[str, str], kind: str) -> None:
    ben = join("ben", "clinician")
    method, path = cell
    headers = {"content-type": kind} if kind else {}
    answer = ben.ask(method, place(path), content=b'{"code": "x"}', headers=headers)
    assert answer.status_code == 422


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
HOSTILE = [
    "\x00",
    "\ud800",
    "\ue000",
    "../../etc/passwd",
    "a" * 7000,
    "<script>",
    "{",
    "{n}{n}",
    "%s%n",
    "\u202e",
    "'; --",
]


def bodies(sound: Any) -> st.SearchStrategy[Any]:
    """Make bodies like a sound one, with one value or more replaced by anything."""
    if not isinstance(sound, dict) or not sound:
        return JSON
    anything = JSON | st.sampled_from(HOSTILE) | st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=7)
    changed = st.fixed_dictionaries({key: st.just(value) | anything for key, value in sound.items()})
    return changed | JSON


@pytest.mark.parametrize("cell", [cell for cell in CELLS if cell[0] in ("POST", "PUT")], ids=" ".join)
@tried(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_sent_nothing_breaks(hostile_visitor: Someone, cell: tuple[str, str], data: st.DataObject) -> None:
    method, path = cell
    sent = json.dumps(data.draw(bodies(TABLE[cell][1]))).encode()
    headers = {"content-type": "text/csv" if path.endswith("/import") else "application/json"}
    answer = hostile_visitor.ask(method, place(path), content=sent, headers=headers)
    assert answer.status_code < 500, answer.text
    assert "<script>" not in answer.headers.get("content-type", "")


@pytest.fixture
def hostile_visitor(join: Join) -> Someone:
    return join("ben", "clinician", "pl")


@pytest.mark.parametrize("cell", CELLS, ids=" ".join)
@pytest.mark.parametrize("odd", ["../../etc", "%00", "%ff", "a" * 5000, "%E2%80%AE", "pl%2F..", "'%3B--", "{n}", "PL"])
def test_an_address_made_up_breaks_nothing(hostile_visitor: Someone, cell: tuple[str, str], odd: str) -> None:
    method, path = cell
    for name in ("tag", "text", "domain", "key", "sign_in_id", "ending"):
        if f"{{{name}}}" in path:
            answer = hostile_visitor.ask(method, place(path, **{name: odd}), TABLE[cell][1])
            assert answer.status_code < 500
            assert answer.status_code not in {200, 201} or name in {"key", "sign_in_id"}


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"code":' * 50_000, b"\xff\xfe", b"", b"NaN", b'{"code":1e999}'])
def test_a_body_that_is_no_json_breaks_nothing(visit: Visit, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    assert visit().ask("POST", "/invitations/open", content=body, headers=headers).status_code == 422


def test_a_body_too_large_is_refused_before_it_is_read(hostile_visitor: Someone) -> None:
    body = {"code": "x" * 1_100_000}
    assert hostile_visitor.ask("POST", "/invitations/open", body).status_code == 413
    table = {"content-type": "text/csv"}
    assert (
        hostile_visitor.ask("POST", "/languages/pl/import", content=b"x" * 4_100_000, headers=table).status_code == 413
    )


def test_nothing_of_a_person_stands_in_the_log(
    bench: Bench, join: Join, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = join("ben")

    def broken(*_: object, **__: object) -> None:
        raise ValueError("ben-translator-pl typed: a private word")

    monkeypatch.setattr(bench.project, "domain_of", broken)
    answer = ben.ask("PUT", f"/languages/pl/texts/{TEXT}/draft", KEPT)
    assert answer.status_code == 500
    assert "private word" not in answer.text
    # Nor does it reach the server, which would write it down.
    strict = TestClient(workbench_app(bench), base_url="http://127.0.0.1:8250", headers=OWN_PAGE)
    strict.cookies.update(ben.client.cookies)
    assert strict.put(f"{PREFIX}/languages/pl/texts/{TEXT}/draft", json=KEPT).status_code == 500
    assert caplog.records
    assert "ben-translator" not in caplog.text
    assert "private word" not in caplog.text
