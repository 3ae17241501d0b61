"""What SQLAlchemy notes about each loaded object, kept where CPython 3.11's garbage collector cannot break it."""

from sqlalchemy.orm.state import InstanceState
from sqlalchemy.util import memoized_property


def attribute_names() -> tuple[str, ...]:
    """The attributes that SQLAlchemy may set on an InstanceState, those of its slots left out."""
    typed = [name for name in InstanceState.__annotations__ if name not in InstanceState.__slots__]
    memoized = [name for name, value in vars(InstanceState).items() if isinstance(value, memoized_property)]
    return tuple(dict.fromkeys((*typed, *memoized)))


def share_attribute_names() -> None:
    """Make every attribute of InstanceState one of the names its instances share; call it before the first is made.

    CPython up to 3.11 keeps the attributes of an instance in an array beside the names its class shares, and moves
    them into a dictionary when one comes that the class does not know. The collector can run in the middle of that
    move. When it finds the mapped object then, SQLAlchemy's weak reference sets attributes of the same
    InstanceState, they move a second time, and two dictionaries own one array: a segmentation fault. A class learns
    names as long as few instances exist, so one instance that has had them all spares the others the move. From 3.12
    on the collector runs between bytecodes only.
    """
    first = InstanceState.__new__(InstanceState)
    for name in attribute_names():
        setattr(first, name, None)
