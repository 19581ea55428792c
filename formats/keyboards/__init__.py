"""Tables from the key names of operating systems and libraries to W3C codes and keys."""
