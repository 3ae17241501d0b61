"""Codes that nobody has by the hundred thousand: random ones, near-valid ones, and forgeries around real ones."""

import http.client
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from bench.installation import Running, Sample
from bench.writing import scan_body

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
BATCH = 1_000
ONE_BY_ONE = 2_000  # of them go alone, since a batch has an answer of its own
LENGTH = 26


@dataclass
class Guesses:
    """`statuses` of all requests, `answers` without their ids; `faults` holds a sentence for each wrong thing."""

    codes: int
    statuses: Counter[int] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def guess(server: Running, sample: Sample, *, codes: int) -> Guesses:
    """Present them all at one desk: no failure of the server, nobody admitted, one answer for every guess."""
    found, guesses = Guesses(codes), list(_guesses(sample.codes, codes))
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for code in guesses[:ONE_BY_ONE]:
        status, body = _post(connection, sample, "scans", scan_body(code, str(uuid4())))
        _note(found, status, [body])
    for start in range(ONE_BY_ONE, codes, BATCH):
        rows = [scan_body(code, str(uuid4())) for code in guesses[start : start + BATCH]]
        status, body = _post(connection, sample, "scans/batch", {"scans": rows})
        _note(found, status, body.get("scans", []))
    connection.close()
    found.faults = judged(found)
    return found


def judged(found: Guesses) -> list[str]:
    """What is wrong: also the judge of the negative control."""
    faults = [f"{count} answers with status {status}" for status, count in found.statuses.items() if status != 200]
    if len(found.answers) != 1:
        faults.append(f"{len(found.answers)} different answers to codes that nobody has")
    faults += [f"a guess was answered {answer}" for answer in found.answers if '"unknown"' not in answer]
    if sum(found.answers.values()) != found.codes:
        faults.append(f"{found.codes - sum(found.answers.values())} guesses without an answer")
    return faults


def control(found: Guesses) -> bool:
    """Whether one admission among them would have been noticed."""
    wrong = Guesses(found.codes, Counter(found.statuses), Counter(found.answers))
    wrong.answers['{"outcome": "admitted"}'] = 1
    return bool(judged(wrong))


def _guesses(real: Sequence[str], count: int) -> Iterator[str]:
    for number in range(count):
        if number % 2:
            yield "".join(random.choices(ALPHABET, k=LENGTH))
            continue
        code, at = random.choice(real), random.randrange(LENGTH)
        near = code[:at] + random.choice(ALPHABET.replace(code[at], "")) + code[at + 1 :]
        yield random.choice((near, near.lower(), f"HTTPS://GELAR.TEST/T/{near}", code[:-1], f"{code}A"))


def _note(found: Guesses, status: int, answers: Sequence[dict[str, object]]) -> None:
    found.statuses[status] += 1
    for answer in answers:
        found.answers[json.dumps({name: value for name, value in answer.items() if name != "id"}, sort_keys=True)] += 1


def _post(
    connection: http.client.HTTPConnection, sample: Sample, what: str, body: dict[str, object]
) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {sample.desk_token}", "Content-Type": "application/json"}
    connection.request("POST", f"/api/v1/sessions/{sample.session}/{what}", json.dumps(body), headers)
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())
