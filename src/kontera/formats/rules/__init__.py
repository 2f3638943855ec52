"""Rules that judge the XML of an e-invoice: each one function with the id of its publisher."""
