"""The languages: table, catalogs, direction and isolation, fonts, review status."""
