"""What may be said in a profile, and who sees it."""
