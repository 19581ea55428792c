"""The tool: its command line, its screen and the pure core they stand on."""
