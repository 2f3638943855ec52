"""Django's settings and its top-level addresses; apps and rooms are named here as strings."""
