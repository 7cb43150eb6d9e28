"""The closed lists of the room."""

from enum import StrEnum


class Purpose(StrEnum):
    """What for an episode leaves, as HL7 codes it (v3-ActReason).

    Research, statistics and other people's files are no purpose: the ground is the treatment, or the person asks.
    """

    TREATMENT = "TREAT"
    COORDINATION = "COC"  # the patient goes on at another facility
    REQUESTED = "PATRQT"  # the patient asks for it


PURPOSES = {
    Purpose.TREATMENT: "điều trị",
    Purpose.COORDINATION: "chuyển, phối hợp điều trị",
    Purpose.REQUESTED: "người bệnh yêu cầu",
}
