"""Fits the weights of the evidence that two reports tell of one event (monitors/story)."""
