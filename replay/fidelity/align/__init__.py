"""By how much the times of the frames are off, measured from what they show."""
