"""Official rule sheets (Schematron compiled to XSLT) carried out by SaxonC in a process of its own."""
