"""Indicators of an organization, in its own words."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base


class Indicator(Base):
    """What an office is measured by. The formula names counters of a recap (see formulas); nothing is evaluated."""

    __tablename__ = "indicators"
    __table_args__ = (
        UniqueConstraint("organization_id", "name"),
        CheckConstraint("name <> '' AND formula <> ''", name="has_name_and_formula"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str]
    formula: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    target: Mapped[float | None]
