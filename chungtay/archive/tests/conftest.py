"""A small system with something of every kind in it, made once, archived, and undone: so the next one is empty."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from chungtay.archive import services
from chungtay.base.actor import Actor, system
from chungtay.catalogue.services import load_catalogue
from chungtay.figures.tests import factories as figures
from chungtay.files.models import StoredFile
from chungtay.files.services import keep
from chungtay.people.tests.factories import police_of, write_down
from chungtay.registers.services import publish_register
from chungtay.registers.tests.conftest import FORM
from chungtay.signin.models import RecoveryCode
from chungtay.tips.services import send_tip
from chungtay.tips.tests.factories import open_line, photo_with_a_place_in_it
from tests.cast import NOW, cast_in, plant_town

REASON = "Chuyển sang máy chủ mới (ví dụ)"
OPERATOR: Actor = system("người vận hành (ví dụ)")


def silently(_words: str) -> None:
    """Nobody waits for progress."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The package, the keys apart, and the files root of the system that made them."""

    path: Path
    keys: Path
    files: Path


@contextmanager
def undone() -> Iterator[None]:
    """What happens in here has never happened."""
    with transaction.atomic():
        point = transaction.savepoint()
        yield
        transaction.savepoint_rollback(point)


def fill() -> None:
    town = plant_town()
    cast = cast_in(town)
    load_catalogue(now=NOW)
    form = figures.make_form()
    submission = figures.opened(cast.officer, form)
    figures.save(cast.officer, submission, figures.typed(form, 0, 12, None, 7))
    publish_register(by=cast.province, now=NOW, source=FORM)
    kept = keep(by=cast.province, now=NOW, name="giay.txt", chunks=["Nội dung ví dụ".encode()])
    StoredFile.objects.filter(pk=kept.pk).update(name="\\N")  # what could be taken for nothing
    write_down(police_of(town))
    line = open_line(cast)
    send_tip(
        now=NOW, hotline=line.hotline, subject="place", text="Một nơi (ví dụ)", commune=town.commune_a,
        pictures=[photo_with_a_place_in_it()],
    )  # fmt: skip
    RecoveryCode.objects.create(account_id=cast.officer.account, hash="0" * 64)


def export_to(folder: Path, *, name: str = "goi.zip", say: Callable[[str], None] = silently) -> Archive:
    archive = Archive(folder / name, folder / f"khoa-{name}", Path(settings.FILES_ROOT))
    services.export_archive(by=OPERATOR, now=NOW, reason=REASON, to=archive.path, keys=archive.keys, say=say)
    return archive


def take_in(path: Path, *, keys: Path | None = None) -> int:
    return services.import_archive(by=OPERATOR, now=NOW, reason=REASON, path=path, keys=keys, say=silently)


@pytest.fixture(scope="module")
def archive(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Archive:
    before = settings.FILES_ROOT
    settings.FILES_ROOT = tmp_path_factory.mktemp("source")
    with django_db_blocker.unblock(), undone():
        fill()
        made = export_to(tmp_path_factory.mktemp("archive"))
    settings.FILES_ROOT = before
    return made


@pytest.fixture
def empty_system(db: None, settings: Any, tmp_path: Path) -> None:
    """Tables without a row, no files, other keys than the source's."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.PEOPLE_KEYS = tmp_path / "people.keys"
    settings.SECRET_FILE = tmp_path / "secret"
