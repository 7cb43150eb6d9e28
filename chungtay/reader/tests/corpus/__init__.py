"""Papers with known answers, written or composed before the reader saw them, and printed in several forms.

``marked`` reads a paper with its answers beside the lines; ``written/`` holds such papers, ``compose`` makes
them by chance from ``wordings.toml``; ``printing`` lays one out as .txt, .docx, .html or .pdf.
"""
