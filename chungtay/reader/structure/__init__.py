"""The skeleton of a paper: labels, headings, zones, tables as the eye sees them."""
