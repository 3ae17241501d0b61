"""Form fields that read days, hours and numbers the way people write them."""

import re
from datetime import datetime, time
from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, IntegerField, StringField, URLField, ValidationError

from webapp.errors import Refused
from webapp.events.wall_clock import moment, parsed_hour
from webapp.web.addresses import is_web_address

_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){1,2}", re.ASCII)


class DayField(DateField):
    """A calendar day: 2022-03-10 from the browser's picker, 10/03/2022 from a keyboard."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["format"] = ["%Y-%m-%d", "%d/%m/%Y"]
        super().__init__(*args, **kwargs)


class HourField(StringField):
    """A wall clock's hour as text, so that no device shows AM and PM; `hour` is what it means."""

    hour: time | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0].strip() if valuelist else ""
        self.hour = parsed_hour(self.data)
        if self.data and self.hour is None:
            raise ValueError(_("Tuliskan jam dari 0.00 sampai 23.59, misalnya 09.00 atau 14.30."))


class WholeNumberField(IntegerField):
    """A whole number; a dot may part the thousands, as in 1.000."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        if not text:
            self.data = None
            return
        if not (_WHOLE.fullmatch(text) or _THOUSANDS.fullmatch(text)):
            self.data = None
            raise ValueError(_("Tuliskan angka saja, misalnya 60."))
        self.data = int(text.replace(".", ""))


def web_address(_form: Any, field: URLField) -> None:
    if field.data and not is_web_address(field.data):
        raise ValidationError(_("Tautan harus berawalan https:// atau http://."))


def between(least: int, most: int) -> Any:
    def check(_form: Any, field: WholeNumberField) -> None:
        if field.data is not None and not least <= field.data <= most:
            raise ValidationError(_("Tuliskan angka antara %(least)d dan %(most)d.", least=least, most=most))

    return check


def boundary(day: DayField, hour: HourField, otherwise: time, tzid: str) -> datetime | None:
    """The moment of a day and an hour that may both be empty; an hour alone is an error at the day."""
    if hour.data and not day.data:
        day.errors = day.errors or [_("Pilih tanggalnya juga.")]
    if day.errors or hour.errors or not day.data:
        return None
    try:
        return moment(day.data, hour.hour or otherwise, tzid)
    except Refused as refusal:
        hour.errors = [refusal.sentence]
        return None
