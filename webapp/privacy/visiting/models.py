"""A link to one's own data that was asked for."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class DataVisit(Base):
    """Somebody asked for what is kept at a mail address, known or not. Using the link deletes the row.

    The link is derived from `ref` when the mail is written, so no secret stands here.
    """

    __tablename__ = "data_visits"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str]  # in lower case
    locale: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
