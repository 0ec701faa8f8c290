"""Translate: local machine translation of titles and leads, with its doubts named.

The order of work is in `translator`; care for the input in `care`, `belarusian` and `split`, the
doubts in `guards`, packages in `models` and `unpack`, CTranslate2 in `engine`.
"""

from monitors.translate.models import ModelInfo
from monitors.translate.translator import Outcome, Request, Translator

__all__ = ["ModelInfo", "Outcome", "Request", "Translator"]
