"""A row for each uploaded file. Its bytes lie in FILES_DIR under `ref`; who may fetch it is asked by its owner."""

from datetime import datetime
from secrets import token_hex

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class StoredFile(Base):
    """One stored file. `name` is what a person sees on downloading it; it is no path."""

    __tablename__ = "stored_files"
    __table_args__ = (CheckConstraint("size > 0", name="is_not_empty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True, default=lambda: token_hex(16))  # 128 bits: never guessed
    name: Mapped[str]
    media_type: Mapped[str]  # of the bytes, as sniffed; what the sender claimed is not kept
    size: Mapped[int]  # bytes
    sha256: Mapped[str]
    width: Mapped[int | None]  # pixels, of a picture
    height: Mapped[int | None]
    stored_at: Mapped[datetime]
