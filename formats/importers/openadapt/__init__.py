"""Importer of OpenAdapt: a recording in an SQLite database, with a video beside it."""
