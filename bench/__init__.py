"""Programs that measure. Each ``bench_*.py`` gives ``run(scale) -> Result``; ``make bench`` runs them all."""
