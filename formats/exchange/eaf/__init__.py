"""EAF, the files of ELAN."""
