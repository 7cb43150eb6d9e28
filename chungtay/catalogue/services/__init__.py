"""What can happen to the catalogue: the project's is loaded; a province adds and ends its own."""

from chungtay.catalogue.services.loading import Loaded, load_catalogue
from chungtay.catalogue.services.own import add_element, add_form, end_element, end_form

__all__ = ["Loaded", "add_element", "add_form", "end_element", "end_form", "load_catalogue"]
