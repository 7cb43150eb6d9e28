"""What is locked opens with its key at its place, and with nothing else."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.tips import sealing
from chungtay.tips.rules import new_receipt, read_receipt, spaced
from chungtay.tips.sealing import Closed, Pair


@given(st.binary(max_size=200), st.integers(0, 300))
def test_what_was_altered_moved_or_locked_otherwise_does_not_open(content: bytes, at: int) -> None:
    key = sealing.new_key()
    locked = sealing.lock(content, key, place="message:1:1")
    assert sealing.unlock(locked, key, place="message:1:1") == content
    bent = bytearray(locked)
    bent[at % len(bent)] ^= 1
    for wrong, with_key, place in (
        (bytes(bent), key, "message:1:1"),
        (locked, key, "message:1:2"),
        (locked, sealing.new_key(), "message:1:1"),
    ):
        with pytest.raises(Closed):
            sealing.unlock(wrong, with_key, place=place)


def test_a_sealed_key_opens_for_its_desk_alone() -> None:
    mine, other, key = Pair.new(), Pair.new(), sealing.new_key()
    sealed = sealing.seal(key, mine.public, place="tip:1")
    assert sealing.unseal(sealed, mine.private, place="tip:1") == key
    for private, place in ((other.private, "tip:1"), (mine.private, "tip:2")):
        with pytest.raises(Closed):
            sealing.unseal(sealed, private, place=place)


def test_any_two_of_three_shares_bring_the_key_back_and_one_does_not() -> None:
    secret = Pair.new().private
    shares = sealing.share_out(secret, 2, 3)
    assert all(sealing.bring_together(two) == secret for two in combinations(shares, 2))
    for few in (shares[:1], [shares[0], shares[0]], [shares[0], shares[1].replace(" ", " x", 1)]):
        with pytest.raises(Closed):
            sealing.bring_together(few)


@settings(max_examples=200)
@given(st.integers(0, 19), st.integers(1, 9))
def test_one_wrong_digit_of_a_receipt_is_noticed(at: int, off: int) -> None:
    receipt = new_receipt()
    assert read_receipt(spaced(receipt)) == receipt
    wrong = receipt[:at] + str((int(receipt[at]) + off) % 10) + receipt[at + 1 :]
    assert read_receipt(wrong) is None


@given(st.integers(0, 18))
def test_two_swapped_neighbours_of_a_receipt_are_noticed(at: int) -> None:
    receipt = new_receipt()
    swapped = receipt[:at] + receipt[at + 1] + receipt[at] + receipt[at + 2 :]
    assert swapped == receipt or read_receipt(swapped) is None
