"""Typst templates and their rendering."""
