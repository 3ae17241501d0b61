"""What somebody asks for when they register, and the answer that they have a place already."""

import hashlib
import json
from dataclasses import dataclass

from webapp.attendance.questions.models import AnswerValue
from webapp.events.models import Mode


@dataclass(frozen=True, kw_only=True)
class Application:
    """What somebody asks for, already judged by the form or the schema that read it.

    `phone` is E.164 and `email` folded (see contacts), `region_code` a kabupaten/kota of the home province,
    ELSEWHERE, or None for not stated. `form_token` makes a repeat harmless; its owner prefixes it
    ("form:…", "api:…"). `answers` holds (id, answer) of the event's own questions.
    """

    name: str
    mode: Mode
    phone: str = ""
    email: str = ""
    affiliation: str = ""
    region_code: str | None = None
    position: str = ""
    gender: str = ""
    age_group: str = ""
    occupation: str = ""
    needs: str = ""
    guardian_name: str = ""  # of a minor: given together with the permission
    guardian_relation: str = ""
    distinguisher: str = ""  # parts two people of one name on one telephone
    answers: tuple[tuple[int, AnswerValue], ...] = ()
    locale: str = "id"
    channel: str = "form"
    form_token: str | None = None

    def fingerprint(self) -> str:
        """Of everything but the token: the same token with another one is another wish."""
        body = {key: value for key, value in vars(self).items() if key not in {"form_token", "locale"}}
        return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class AlreadyRegistered:
    """This name and contact have a place already. The link goes to the stored contact; nothing is shown."""

    registration_id: int
