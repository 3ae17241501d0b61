"""bin/demo: it serves what it says, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psutil
import pytest

from tests.packaging.trees import ROOT

ENDED = 20  # seconds that a server may take to finish what is under way


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def demo(port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PORT": str(port), "INSTANCE_PATH": str(tmp_path / "instance")}
    environment.pop("PUBLIC_URL", None)
    with subprocess.Popen(
        [ROOT / "bin/demo"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as started:
        yield started
        if started.poll() is None:
            for process in psutil.Process(started.pid).children(recursive=True):
                process.kill()
            started.kill()


def said_until(stream: IO[str], words: str) -> str:
    """What was said up to the line with `words`, or to the end."""
    said = ""
    for line in stream:
        said += line
        if words in line:
            break
    return said


def fetch(address: str) -> int:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=10) as answer:
        return int(answer.status)


def test_demo_serves_what_it_says_and_ends_whole(demo: subprocess.Popen[str], port: int) -> None:
    assert demo.stdout
    said = said_until(demo.stdout, "Ctrl-C")
    assert f"http://127.0.0.1:{port}" in said, said
    assert "@contoh.gelar" in said
    assert "Coba 5 menit: daftar → pindai → kalender → laporan" in said
    assert fetch(f"http://127.0.0.1:{port}/healthz") == 200
    assert fetch(f"http://127.0.0.1:{port}/events") == 200
    family = psutil.Process(demo.pid).children(recursive=True)
    assert len(family) >= 2, "a server and a worker"

    demo.terminate()

    assert demo.wait(timeout=ENDED) == 128 + signal.SIGTERM
    _, alive = psutil.wait_procs(family, timeout=5)
    assert not alive


def test_demo_says_when_its_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        environment = {**os.environ, "PORT": port, "INSTANCE_PATH": str(tmp_path / "instance")}

        refused = subprocess.run([ROOT / "bin/demo"], env=environment, capture_output=True, text=True, timeout=120)

    assert refused.returncode == 1
    assert f"Port {port} is not free" in refused.stderr
    assert not (tmp_path / "instance").exists()
