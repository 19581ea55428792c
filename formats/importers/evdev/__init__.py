"""Importer of what evemu and `libinput record` write: the kernel's own events."""
