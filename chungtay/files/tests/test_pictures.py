"""A photo leaves behind where and with what it was taken."""

from io import BytesIO

import pytest
from PIL import Image

from chungtay.base.problems import Refused
from chungtay.files.services import bare_picture


def photo(width: int = 300, height: int = 200, orientation: int = 6) -> BytesIO:
    exif = Image.Exif()
    exif[0x0110], exif[0x0112] = "A phone of somebody", orientation
    exif.get_ifd(0x8825)[1] = "N"
    made = BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, "JPEG", exif=exif)
    made.seek(0)
    return made


def test_a_picture_is_made_anew_upright_and_small_with_nothing_of_the_phone_in_it() -> None:
    made = bare_picture(photo(), side=150, pixels=1_000_000)

    with Image.open(BytesIO(made)) as picture:
        assert (picture.size, picture.format, dict(picture.getexif())) == ((100, 150), "JPEG", {})
    assert b"A phone of somebody" not in made


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (BytesIO(b"GIF89a"), "no_photo"),
        (BytesIO(photo().getvalue()[:500]), "no_photo"),
        (photo(), "photo_too_large"),
    ],
    ids=["no picture", "cut off", "too many pixels"],
)
def test_what_is_no_picture_or_too_large_is_refused(file: BytesIO, code: str) -> None:
    with pytest.raises(Refused) as refused:
        bare_picture(file, side=150, pixels=50_000)

    assert refused.value.problems[0].code == code
