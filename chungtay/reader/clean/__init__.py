"""From a RawDocument to one cleaned Text: what the document says, without what its way to us did to it."""

from chungtay.reader.blocks import Block, RawDocument, Text
from chungtay.reader.clean.assemble import assemble
from chungtay.reader.clean.broken_rows import mend_broken_rows
from chungtay.reader.clean.characters import composed, normalise
from chungtay.reader.clean.chrome import drop_chrome
from chungtay.reader.clean.columns import part_interleaved, unroll_columns
from chungtay.reader.clean.decoration import drop_page_numbers, drop_rules
from chungtay.reader.clean.emphasis import strip_emphasis
from chungtay.reader.clean.grids import settle_tables, unroll_layout
from chungtay.reader.clean.pipes import recover_tables
from chungtay.reader.clean.spaced_rows import recover_spaced_tables
from chungtay.reader.clean.spacing import repair_spacing, split_lost_breaks
from chungtay.reader.clean.wraps import join


def clean(raw: RawDocument) -> Text:
    """One pass after the other, each repairing one kind of damage."""
    columns = part_interleaved(unroll_columns(composed(list(raw.blocks))))
    blocks: list[Block] = normalise(recover_spaced_tables(columns))
    if raw.media_type.startswith("text/"):
        blocks = strip_emphasis(blocks)
    blocks = recover_tables(mend_broken_rows(blocks))
    blocks = drop_page_numbers(drop_rules(split_lost_breaks(unroll_layout(blocks))))
    blocks, dropped = drop_chrome(repair_spacing(join(blocks, raw.wrapped)))
    return assemble(settle_tables(blocks), tuple(dropped))
