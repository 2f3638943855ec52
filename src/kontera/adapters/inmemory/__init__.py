"""The twins of all doors in memory: for tests and demos, held to the same promises."""
