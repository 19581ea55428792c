"""Importer of recordings by ocap: an MCAP file of the profile "owa" and the video it names."""
