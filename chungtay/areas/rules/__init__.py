"""Plain Python: what the facts of a commune come to, what would change it, who may say so."""
