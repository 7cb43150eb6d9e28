"""Finding files. A file has no owner of its own: the caller has already fetched, for its actor, what it hangs on."""

from pathlib import Path

from django.conf import settings

from chungtay.base.problems import NotThere
from chungtay.files.models import StoredFile


def get_file(file: int) -> StoredFile:
    try:
        return StoredFile.objects.get(pk=file)
    except StoredFile.DoesNotExist:
        raise NotThere("file") from None


def path_of(sha256: str) -> Path:
    """Where the bytes lie: two levels of folders, so that none grows too long to list."""
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:4] / sha256


def open_file(file: int) -> Path:
    """The place of a kept file's bytes; NotThere where the row or the bytes are missing."""
    path = path_of(get_file(file).sha256)
    if not path.is_file():
        raise NotThere("file")
    return path
