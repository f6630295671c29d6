"""The use-cases of profiles."""
