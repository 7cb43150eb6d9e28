"""Dated rules of law with their article: clocks, terms, reporting windows, classes of areas, holidays."""
