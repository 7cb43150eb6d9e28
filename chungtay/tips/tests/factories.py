"""A line with two desks that can open tips, and a tip on its way. Everything in it is invented."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from chungtay.agencies.rules import AgencyLevel
from chungtay.base.actor import Actor
from chungtay.tips import queries, services
from chungtay.tips.models import Hotline
from tests.cast import NOW, Cast, seat

PASSPHRASE = "con trâu trắng qua cầu tre"


@dataclass(frozen=True, slots=True)
class Line:
    hotline: Hotline
    shares: list[str]
    police: Actor  # the desk of Công an tỉnh
    inspectorate: Actor  # the desk of Thanh tra tỉnh


def open_line(cast: Cast) -> Line:
    shares = services.open_hotline(by=cast.province, now=NOW)
    hotline = queries.get_hotline()
    assert hotline is not None
    return Line(
        hotline, shares, desk_of("Công an tỉnh Mẫu", "truc.tin", cast), desk_of("Thanh tra tỉnh Mẫu", "truc.tt", cast)
    )  # fmt: skip


def desk_of(agency: str, username: str, cast: Cast, *, place: int | None = None) -> Actor:
    """A post that receives tips, its holder with a passphrase, its desk open."""
    level = AgencyLevel.PROVINCE if place is None else AgencyLevel.COMMUNE
    holder = seat(agency, username, "tip_desk", place=place or cast.province.place, level=level)
    services.make_reader_key(by=holder, now=NOW, passphrase=PASSPHRASE)
    services.open_desk(by=holder, now=NOW)
    return holder


def private_of(holder: Actor) -> bytes:
    return queries.unlock_reader(holder, PASSPHRASE)


def photo_with_a_place_in_it() -> BytesIO:
    """A picture as a phone takes it: with where, when and by which device."""
    picture, exif = Image.new("RGB", (64, 48), (200, 30, 30)), Image.Exif()
    exif[0x010F] = "DIENTHOAI-VIDU"
    exif.get_ifd(0x8825)[2] = (21.0, 23.0, 11.0)
    file = BytesIO()
    picture.save(file, "JPEG", exif=exif, comment=b"DIENTHOAI-VIDU")
    file.seek(0)
    return file
