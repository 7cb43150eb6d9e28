"""The language of XLSForm: its tables as text, its expressions parsed and worked out. Knows no register, no Django."""
