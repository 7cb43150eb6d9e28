"""Tables and expressions of XLSForm: plain Python."""
