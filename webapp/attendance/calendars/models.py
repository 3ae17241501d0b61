"""Personal calendar addresses and the registrations in them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class Subscription(Base):
    """One secret calendar address, with a name so that its owner can tell it from the others.

    An organizer's holds what the organizations hold for which the user may act; a participant's holds the
    registrations whose managing secret was presented. A new address is a new row: the old one keeps its hash,
    so that whoever still asks there is told that it is gone.
    """

    __tablename__ = "calendar_subscriptions"
    __table_args__ = (CheckConstraint("name <> ''", name="has_a_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    locale: Mapped[str] = mapped_column(default="id")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]  # when a registration last came in or left
    fetched_at: Mapped[datetime | None]  # to the hour
    fetched_by: Mapped[str] = mapped_column(default="")  # the program, by its own words
    revoked_at: Mapped[datetime | None]


class SubscribedRegistration(Base):
    """A registration that stands in a personal calendar."""

    __tablename__ = "calendar_registrations"

    subscription_id: Mapped[int] = mapped_column(
        ForeignKey("calendar_subscriptions.id", ondelete="CASCADE"), primary_key=True
    )
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), primary_key=True, index=True
    )
