"""Stops an upload that is too large while it is still coming in, before anything is stored."""

from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

_AROUND = 256 * 1024  # boundaries and the other fields of a form
STOPPED = "upload_stopped"


class LimitedUpload(FileUploadHandler):
    """First of settings.FILE_UPLOAD_HANDLERS. All files of one request together may hold settings.UPLOAD_LIMIT bytes.

    A request that says it is longer is not read at all; one that says nothing, or lies, is counted and
    stopped. The view learns of it from ``files.access.refused_upload``.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._received = 0

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> "tuple[QueryDict, MultiValueDict[str, UploadedFile[Any]]] | None":
        if content_length <= settings.UPLOAD_LIMIT + _AROUND:
            return None
        self._stopped()
        return QueryDict(encoding=encoding), MultiValueDict()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._received += len(raw_data)
        if self._received > settings.UPLOAD_LIMIT:
            self._stopped()
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        return None

    def _stopped(self) -> None:
        setattr(self.request, STOPPED, True)
