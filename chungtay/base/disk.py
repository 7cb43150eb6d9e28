"""What is written stays written."""

import os
from pathlib import Path


def to_disk(folder: Path) -> None:
    """A new name in a folder survives a power cut only after this."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
