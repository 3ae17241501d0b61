"""Pictures that stand where an office would have its photos: woven, named as samples, showing nobody."""

from io import BytesIO

from PIL import Image
from werkzeug.datastructures import FileStorage

from webapp.events.models import Event
from webapp.web.weave import family_of, is_weft

_SIZE, _CELL = (1200, 800), 50
CAPTIONS = (
    "Foto contoh: pembukaan oleh panitia",
    "Foto contoh: paparan narasumber",
    "Foto contoh: praktik berkelompok",
    "Foto contoh: peserta daring di layar",
)


def picture(event: Event, number: int) -> FileStorage:
    """The weave of another structure for each number, in the colours of the activity."""
    family = family_of(event.kind)
    drawn = Image.new("RGB", _SIZE, family.warp)
    for row in range(_SIZE[1] // _CELL):
        for column in range(_SIZE[0] // _CELL):
            if is_weft(number % 8, row, column):
                left, top = column * _CELL, row * _CELL
                drawn.paste(family.weft, (left + 4, top + 7, left + _CELL - 4, top + _CELL - 7))
    file = BytesIO()
    drawn.save(file, "PNG")
    file.seek(0)
    return FileStorage(file, filename=f"contoh-{number}.png")
