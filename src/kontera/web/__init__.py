"""The web application: what a person sees."""
