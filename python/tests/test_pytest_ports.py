"""The ports of apps under test."""

import socket

import pytest

from flet_embed_pytest.ports import END, FIRST, Ports, worker_ports


def test_workers_share_no_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER_COUNT", "3")
    seen: set[int] = set()
    for worker in ("gw0", "gw1", "gw2"):
        monkeypatch.setenv("PYTEST_XDIST_WORKER", worker)
        ports = set(worker_ports())
        assert not seen & ports
        seen |= ports
    assert seen == set(range(FIRST, END))


def test_without_workers_all_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    monkeypatch.delenv("PYTEST_XDIST_WORKER_COUNT", raising=False)
    assert worker_ports() == range(FIRST, END)


def test_a_port_comes_again_after_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flet_embed_pytest.ports._is_free", lambda port: port != 7)
    ports = Ports(range(5, 9))
    taken = [ports.take() for _ in range(6)]
    assert sorted(taken[:3]) == [5, 6, 8]
    assert taken[3:] == taken[:3]


def test_a_port_on_which_somebody_listens_is_left_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        used = other.getsockname()[1]
        with pytest.raises(OSError, match="Expected a free port"):
            Ports(range(used, used + 1)).take()
