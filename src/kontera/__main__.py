"""python -m kontera."""

from kontera.cli import app

app()
