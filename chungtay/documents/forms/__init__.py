"""The shape of what people type."""

from chungtay.documents.forms.contents import FORM_OF, ContentForm
from chungtay.documents.forms.fields import UploadForm

__all__ = ["FORM_OF", "ContentForm", "UploadForm"]
