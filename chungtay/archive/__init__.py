"""Everything that belongs to the province: out in open formats, and in again into an empty system, equal."""
