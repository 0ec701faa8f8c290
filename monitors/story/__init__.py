"""Pure: joining the reports of one event, in whatever language they are."""

from monitors.story.joining import Assignment, Open, assign, likely, weighing
from monitors.story.signature import Signature, signature

__all__ = ["Assignment", "Open", "Signature", "assign", "likely", "signature", "weighing"]
