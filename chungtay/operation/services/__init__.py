"""What happens to the installation: copies made, put back and tried, a worker that shows itself, a first account."""

from chungtay.operation.services.backing import back_up, settings_here
from chungtay.operation.services.drilling import Drilled, drill
from chungtay.operation.services.founding import open_first_administrator
from chungtay.operation.services.marks import note_beat

__all__ = [
    "Drilled",
    "back_up",
    "drill",
    "note_beat",
    "open_first_administrator",
    "settings_here",
]
