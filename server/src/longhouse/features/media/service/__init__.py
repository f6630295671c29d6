"""The use-cases of media."""
