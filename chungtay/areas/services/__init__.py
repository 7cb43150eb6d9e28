"""What can happen to the class of a commune: one function for each event."""

from chungtay.areas.services.assessing import propose, return_assessment, state_facts
from chungtay.areas.services.deciding import (
    ClassRow,
    approve,
    confirm_list,
    record_classes,
    say_route,
    send_list,
)
from chungtay.areas.services.measuring import add_criteria, choose_policy, end_criteria, put_in_force
from chungtay.areas.services.transforming import end_transformation, propose_support, start_transformation

__all__ = [
    "ClassRow",
    "add_criteria",
    "approve",
    "choose_policy",
    "confirm_list",
    "end_criteria",
    "end_transformation",
    "propose",
    "propose_support",
    "put_in_force",
    "record_classes",
    "return_assessment",
    "say_route",
    "send_list",
    "start_transformation",
    "state_facts",
]
