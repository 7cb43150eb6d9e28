"""What can happen to a file: one function for each event."""

from chungtay.cases.services.settling import settle
from chungtay.cases.services.steps import Signed, open_file, record_step

__all__ = ["Signed", "open_file", "record_step", "settle"]
