"""The use-cases of posts."""
