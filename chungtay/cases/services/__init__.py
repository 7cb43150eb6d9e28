"""What can happen to a file: one function for each event."""

from chungtay.cases.services.ages import ask_age_anew
from chungtay.cases.services.bringing import take_back, take_line
from chungtay.cases.services.changing import Moved, put_in_force
from chungtay.cases.services.handing import HandedFiles, hand_back_files, hand_files
from chungtay.cases.services.papers import (
    add_paper,
    begin_stage,
    finish_stages,
    serve_paper,
    strike_step,
    tell_past,
)
from chungtay.cases.services.passing import receive_file, return_file, transfer_file
from chungtay.cases.services.referrals import answer_referral, close_referral, refer
from chungtay.cases.services.settling import settle
from chungtay.cases.services.steps import Signed, open_file, record_step

__all__ = [
    "HandedFiles", "Moved", "Signed", "add_paper", "answer_referral", "ask_age_anew", "begin_stage", "close_referral",
    "finish_stages", "hand_back_files", "hand_files", "open_file", "put_in_force", "receive_file",
    "record_step", "refer", "return_file", "serve_paper", "settle",
    "strike_step", "take_back", "take_line", "tell_past", "transfer_file",
]  # fmt: skip
