"""The database: Django's models, migrations and queries, and the books and people kept in them."""
