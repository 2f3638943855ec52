"""The template tags of the web application."""
