"""Values only: time, streams, events, frames, displays, the header and the Recording protocol."""
