"""Where the server listens, and how it refuses an address it cannot have."""

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest

from api import server
from api.errors import ConfigError
from api.settings import Settings

SETTINGS = replace(Settings.from_env({}), port=0)


async def app(_scope: object, _receive: object, _send: object) -> None:
    raise AssertionError


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_port_in_use_is_named(taken: int) -> None:
    with pytest.raises(ConfigError, match=f"PORT='{taken}'"):
        server.serve_until_stopped(app, replace(SETTINGS, port=taken))


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_named(host: str) -> None:
    with pytest.raises(ConfigError, match=f"HOST='{host}'"):
        server.serve_until_stopped(app, replace(SETTINGS, host=host))
