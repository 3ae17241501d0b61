"""The attendance list as PDF: how long the committee waits for two thousand rows, and what the server needs for it."""

import re
import time
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from bench.installation import Installation, Running, Sample
from bench.processes import cpu_seconds, highest_pss, pss_megabytes

EMAIL, PASSWORD = "pengukuran@gelar.example", "hanya untuk mengukur"


@dataclass(frozen=True)
class Paper:
    """Seconds: the first, the median of the following, processor time for each. Megabytes of PSS with every child."""

    rows: int
    first_s: float
    again_s: float
    cpu_s: float
    kilobytes: float
    before_megabytes: float
    peak_megabytes: float


def measure(place: Installation, server: Running, sample: Sample, *, times: int = 3) -> Paper:
    """Ask for the list as an organizer does, signed in."""
    place.gelar("user", "create", EMAIL, "--name", "Pengukuran", "--platform-admin", "--password", PASSWORD)
    visitor = signed_in(server)
    address = f"http://127.0.0.1:{server.port}/manage/events/{sample.event}/attendance-list.pdf"
    seconds, size = [], 0
    worked, before = cpu_seconds(server.pid), pss_megabytes(server.pid)
    with highest_pss(server.pid) as highest:
        for _time in range(times + 1):
            started = time.perf_counter()
            with visitor.open(address) as answer:
                content = answer.read()
            seconds.append(time.perf_counter() - started)
            if not content.startswith(b"%PDF"):
                raise RuntimeError("the list is no PDF")
            size = len(content)
    cpu = (cpu_seconds(server.pid) - worked) / (times + 1)
    again = sorted(seconds[1:])[times // 2]
    return Paper(len(sample.codes), seconds[0], again, cpu, size / 1024, before, highest[0])


def signed_in(server: Running) -> OpenerDirector:
    """A browser with the session of a platform's administrator."""
    visitor = build_opener(HTTPCookieProcessor(CookieJar()))
    address = f"http://127.0.0.1:{server.port}/sign-in"
    with visitor.open(address) as page:
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.read().decode())
    form = {"email": EMAIL, "password": PASSWORD, "csrf_token": token[1] if token else ""}
    with visitor.open(address, urlencode(form).encode()) as answer:
        if "/sign-in" in answer.url:
            raise RuntimeError("signing in did not work")
    return visitor
