"""How much: numbers and units, targets, reported figures, budgets."""
