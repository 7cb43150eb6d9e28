"""The handful of plain words that every room uses; knows no Django and no subject."""
