"""Pure: joining the reports of one event, in whatever language they are."""

from monitors.story.joining import Assignment, assign

__all__ = ["Assignment", "assign"]
