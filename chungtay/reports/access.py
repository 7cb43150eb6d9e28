"""What rooms above take from here: a report as the paper that it is."""

from chungtay.reports.papers import docx_of, paper_name, pdf_of

__all__ = ["docx_of", "paper_name", "pdf_of"]
