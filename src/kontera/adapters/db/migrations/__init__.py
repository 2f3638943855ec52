"""The migrations, in order; none is edited once released."""
