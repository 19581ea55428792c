"""Why a recording has no pictures: what people are told in place of one."""

from formats.model.recording import Recording


def why_no_pictures(recording: Recording) -> str:
    """Say why a recording without frames has none, and what to do where something can be done."""
    for problem in recording.problems:
        if "picture" in problem:
            return problem
    if recording.videos:
        return (
            "it keeps a video whose pictures were not listed when it was imported; "
            "import it again with the extra: pip install 'replay-desk[video]'"
        )
    return "its source kept none"
