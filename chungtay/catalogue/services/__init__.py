"""What can happen to the catalogue: the project's is loaded; a province adds and ends its own."""

from chungtay.catalogue.services.loading import Loaded, load_catalogue

__all__ = ["Loaded", "load_catalogue"]
