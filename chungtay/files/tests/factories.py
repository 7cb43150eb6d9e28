"""What tests of other rooms ask of this one."""

from chungtay.files.models import StoredFile


def count_files() -> int:
    return StoredFile.objects.count()
