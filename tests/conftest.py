"""What every test shares: nothing leaves this machine."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import settings

# How long an example takes says something of what else this machine does, and nothing of the code.
settings.register_profile("pauza", deadline=None, print_blob=True)
settings.load_profile("pauza")


@pytest.fixture(autouse=True, scope="session")
def _only_loopback() -> Iterator[None]:
    """Refuse every connection that is not to this machine itself."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(str(address[0])):
            raise OSError(f"a test tried to reach {address[0]}; tests use this machine only")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.split("%", 1)[0]).is_loopback
    except ValueError:
        return host == "localhost"
