"""What breaks off on its way is not taken for a form that somebody sent."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.core.handlers.wsgi import WSGIRequest
from urllib3.filepost import encode_multipart_formdata

from chungtay.site.whole import only_whole

BODY, KIND = encode_multipart_formdata({"ten": "buổi 1", "anh": ("anh.jpg", b"\xff\xd8" * 3000)})


def received(body: bytes) -> WSGIRequest:
    """What the application sees of a request that announced ``BODY`` and brought ``body``."""
    seen: list[WSGIRequest] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.append(WSGIRequest(environ))
        return []

    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": "/", "CONTENT_TYPE": KIND, "CONTENT_LENGTH": str(len(BODY)),
        "wsgi.input": BytesIO(body),
    }  # fmt: skip
    only_whole(application)(environ, None)
    return seen[0]


def test_a_form_that_came_whole_is_read() -> None:
    request = received(BODY)
    picture = request.FILES["anh"]
    assert isinstance(picture, UploadedFile)
    assert (request.POST["ten"], picture.size) == ("buổi 1", 6000)
    request.close()


@pytest.mark.parametrize("brought", [0, 60, len(BODY) // 2, len(BODY) - 1])
def test_a_form_that_broke_off_is_refused_whole(brought: int) -> None:
    with pytest.raises(BadRequest):
        _ = received(BODY[:brought]).POST


def test_a_text_that_broke_off_is_refused_too() -> None:
    with pytest.raises(BadRequest):
        _ = received(BODY[:-1]).body
