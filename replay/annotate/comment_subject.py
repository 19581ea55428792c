"""What a comment is about: it is by this that the author who is reviewed is shown it."""

from replay.annotate.workspace import Workspace


def comment_subject(work: Workspace, t_ns: int) -> str:
    """Return what a comment at a time is about: an annotation's id, "" in one's own work."""
    if not work.reviewed:
        return ""
    if work.is_of_points:
        points = work.points(work.tier)
        return min(points, key=lambda point: abs(point.at.t_ns - t_ns)).id if points else ""
    every = work.all_tiers.values()
    views = [work.view, *every] if work.tier in work.tiers_here else every
    near = (view.at(t_ns) or view.before(t_ns) or view.after(t_ns) for view in views)
    return next((segment.id for segment in near if segment is not None), "")
