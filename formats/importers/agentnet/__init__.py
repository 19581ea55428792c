"""AgentNet and DuckTrack: folders with events.jsonl, metadata.json and a video by OBS."""
