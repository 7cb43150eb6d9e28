"""Pictures made anew, so that nothing of the phone, its owner or where it stood travels with them."""

import logging
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from chungtay.base.problems import Problem, Refused

QUALITY = 85
# What a phone wrote into a photo is in its debug lines.
logging.getLogger("PIL").setLevel(logging.WARNING)


def bare_picture(file: BinaryIO, *, side: int, pixels: int) -> bytes:
    """The same picture as a new JPEG: upright, at most ``side`` long, and nothing in it but its colours.

    Refuses ("no_photo") what is no JPEG, PNG or WebP, and ("photo_too_large") one of more than ``pixels``.
    """
    try:
        with Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as picture:
            if picture.width * picture.height > pixels:
                raise Refused(
                    Problem("photo_too_large", "Có ảnh quá lớn. Hãy chụp lại ở cỡ nhỏ hơn.", "photos")
                )
            # A JPEG is opened at half or a quarter where that is still large enough.
            picture.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        sentence = "Có tệp không phải ảnh đọc được. Chỉ nhận ảnh JPG, PNG hoặc WebP."
        raise Refused(Problem("no_photo", sentence, "photos")) from None
    upright.thumbnail((side, side))
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    made = BytesIO()
    bare.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()
