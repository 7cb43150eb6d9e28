"""The same small form as in the tests of figures."""

from chungtay.figures.tests.conftest import form, submission

__all__ = ["form", "submission"]
