"""Translate: local machine translation of titles and leads, with its doubts named.

The order of work is in `translator`, several languages at once in `targets`; which models in
`routes`, batches in `worker` and `engine` (CTranslate2), sentences translated before in `cache`;
care for the input in `care`, `belarusian` and `split`, names put right in `glossary`, the doubts in
`guards`; packages on the disk in `packages` and `models`, brought there by `install`.
"""

from monitors.translate.cache import Cache
from monitors.translate.glossary import KnownName, watched
from monitors.translate.models import ModelInfo
from monitors.translate.targets import Translated, Translates, translate_into
from monitors.translate.translator import Outcome, Request, Translator

__all__ = [
    "Cache",
    "KnownName",
    "ModelInfo",
    "Outcome",
    "Request",
    "Translated",
    "Translates",
    "Translator",
    "translate_into",
    "watched",
]
