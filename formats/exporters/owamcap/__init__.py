"""Exporter of OWAMcap."""
