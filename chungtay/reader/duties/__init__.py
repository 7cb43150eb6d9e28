"""Who owes what by when: bodies, their roles, tasks, deadlines, reports, and the papers cited."""
