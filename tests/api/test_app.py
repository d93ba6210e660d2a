"""The whole application as a client meets it: fixed addresses, refusals, headers, silence of the logs."""

import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app, ready_release
from api.release.model import Release
from api.settings import Settings

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def release() -> Release:
    return ready_release(Settings.from_env())[0]


@pytest.fixture(scope="module")
def client(release: Release) -> Iterator[TestClient]:
    app: Any = create_app(Settings.from_env(), release)
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as opened:
        yield opened


def test_settings_alone_make_the_whole_application(release: Release) -> None:
    app: Any = create_app(Settings.from_env())
    with TestClient(app) as opened:
        assert opened.get("/release.json").json()["release"] == release.id


def languages(release: Release) -> list[str]:
    return list(release.manifest["languages"])


@pytest.mark.parametrize(
    ("asked", "cookie", "expected"),
    [
        (None, None, "/en/"),
        ("pl", None, "/pl/"),
        ("ar-MA, fr;q=0.9", None, "/ar/"),
        ("fr, pl;q=0.5, ar;q=0.8", None, "/ar/"),
        ("pl;q=0, *", None, "/en/"),
        ("tlh", None, "/en/"),
        ("pl", "ar", "/ar/"),
        ("pl", "nonsense", "/pl/"),
        ("\x01;;;q=x,,", None, "/en/"),
    ],
)
def test_the_front_door_negotiates_once_and_remembers(
    client: TestClient, asked: str | None, cookie: str | None, expected: str
) -> None:
    headers = {"accept-language": asked} if asked else {}
    client.cookies.clear()
    if cookie:
        headers["cookie"] = f"lang={cookie}"

    answer = client.get("/", headers=headers)

    assert (answer.status_code, answer.headers["location"]) == (302, expected)
    assert answer.headers["set-cookie"].startswith(f"lang={expected.strip('/')};")


def test_health_version_and_release_name_what_runs(client: TestClient, release: Release) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/version").json()["release"] == release.id
    assert client.get("/release.json").json() == release.manifest


@pytest.mark.parametrize("path", ["/healthz", "/version", "/release.json", "/nothing"])
def test_head_tells_the_length_that_get_has(client: TestClient, path: str) -> None:
    whole, head = client.get(path, headers=HTML), client.head(path, headers=HTML)

    assert (head.status_code, head.headers["content-type"]) == (whole.status_code, whole.headers["content-type"])
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_no_answer_leads_to_another_host(client: TestClient) -> None:
    for path in ("/healthz/", "/version/", "/release.json/"):
        answer = client.get(path, headers={"host": "evil.example"})

        assert (answer.status_code, answer.headers.get("location")) == (404, None), path


def test_every_listed_file_is_served_with_the_bytes_it_is_listed_with(client: TestClient, release: Release) -> None:
    """A phone, a mirror and a second server can all be compared with the manifest."""
    for row in release.manifest["languages"].values():
        for listed in (*row["pages"], *row["pack"]):
            answer = client.get(listed["path"])

            assert answer.status_code == 200
            assert hashlib.sha256(answer.content).hexdigest() == listed["sha256"]
            assert len(answer.content) == listed["bytes"]


@pytest.mark.parametrize("path", ["/pl/99/", "/nothing", "/a/none.js", "/pl/1/../../etc/passwd", "/%00", "/ar/1x"])
def test_an_unknown_address_is_a_page_in_the_readers_language(client: TestClient, path: str) -> None:
    client.cookies.clear()  # a language chosen in a test before
    answer = client.get(path, headers={**HTML, "accept-language": "pl"})

    language = "ar" if path.startswith("/ar") else "pl"
    assert answer.status_code == 404
    assert f'<html lang="{language}"' in answer.text


@pytest.mark.parametrize("path", ["/pl", "/ar/1", "/en/1b"])
def test_a_forgotten_slash_is_put_in(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=HTML)

    assert (answer.status_code, answer.headers["location"]) == (308, f"{path}/")


def test_whoever_reads_no_pages_gets_a_problem_document(client: TestClient) -> None:
    answer = client.get("/nothing", headers={"accept": "application/json"})

    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/pl/", "/pl/1/", "/pl/1", "/healthz", "/sw.js", "/release.json"])
def test_a_wrong_method_is_told_which_are_right(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)

    assert answer.status_code == 405
    assert {part.strip() for part in answer.headers["allow"].split(",")} == {"GET", "HEAD"}
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_address_is_not_there_for_any_method(client: TestClient) -> None:
    assert client.post("/pl/99/").status_code == 404


def test_an_oversized_request_is_refused(client: TestClient) -> None:
    answer = client.post("/version", content=b"x" * 1_000_000)

    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/pl/"), ("GET", "/sw.js"), ("GET", "/nope"), ("POST", "/pl/"), ("GET", "/release.json")],
)
def test_security_headers_stand_on_every_answer(client: TestClient, method: str, path: str) -> None:
    headers = client.request(method, path).headers

    assert "require-trusted-types-for 'script'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers


def test_the_worker_and_pages_are_always_asked_for_again(client: TestClient) -> None:
    assert client.get("/sw.js").headers["cache-control"] == "no-cache"
    assert client.get("/pl/").headers["cache-control"] == "no-cache"


def test_a_folder_that_cannot_be_written_costs_time_and_not_the_programme(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    settings = Settings.from_env({"PAUZA_CACHE_DIR": str(tmp_path / "file")})
    monkeypatch.setattr("api.app.compile_release", lambda *_: release)

    served, _ = ready_release(settings)

    assert served == release
    assert "PAUZA_CACHE_DIR" in caplog.text


def test_not_found_pages_of_every_language_exist(release: Release) -> None:
    assert all(f"/{tag}/x/" in release.files for tag in languages(release))


def test_no_request_is_written_down(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """Neither an address nor a path may stand in any log line of ours."""
    with caplog.at_level(logging.INFO):
        client.get("/pl/canary-path", headers={"x-forwarded-for": "203.0.113.9", "user-agent": "canary-agent"})

    own = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    assert "canary" not in own
    assert "203.0.113.9" not in own
