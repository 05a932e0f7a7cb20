"""Dates and numbers of languages Django has no formats for."""
