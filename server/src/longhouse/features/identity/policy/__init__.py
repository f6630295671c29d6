"""Rules of identity that need nothing but their arguments."""
