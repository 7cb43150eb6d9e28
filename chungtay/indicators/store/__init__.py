"""The columnar copy: Parquet files under the files root, written and read by DuckDB alone. Knows no Django.

manifest   which files make up the copy, up to which change; swapped whole
copying    applies changes to the files they touch
engine     one DuckDB in the process; joins the copy with what changed since
"""
