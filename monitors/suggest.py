"""Pure: words for the same thing in the four languages, as keywords of a topic."""
