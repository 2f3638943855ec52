"""An invoice as a page for people: one sheet in five languages, as HTML and as PDF."""
