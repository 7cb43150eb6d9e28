"""Why an item was read as it was, how sure that is, and how the reader says so."""
