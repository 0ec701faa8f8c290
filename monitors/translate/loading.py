"""Edge: a model of this machine, loaded by the program that runs it."""

from monitors.translate import apertium, engine
from monitors.translate.engine import DEFAULT, Decoding, Model
from monitors.translate.models import ModelInfo


def load(info: ModelInfo, decoding: Decoding = DEFAULT) -> Model:
    """The model, ready. Raises TranslateError with the reason if it does not load."""
    return apertium.load() if info.engine == apertium.ENGINE else engine.load(info, decoding)
