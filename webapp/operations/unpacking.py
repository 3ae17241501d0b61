"""Opening an archive that may come from anywhere."""

import shutil
import tarfile
from pathlib import Path


def unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write plain files alone, below `folder` alone. Raises ValueError at anything else.

    TarFile's own filter does the same, but is not in Python 3.11.2, which Debian 12 has.
    """
    root = folder.resolve()
    for member in archive:
        if member.isdir():
            continue
        target, content = folder / member.name, archive.extractfile(member) if member.isreg() else None
        if content is None or not target.resolve().is_relative_to(root):
            raise ValueError(f"it holds {member.name!r}")
        target.parent.mkdir(parents=True, exist_ok=True)
        with content, target.open("wb") as file:
            shutil.copyfileobj(content, file)
