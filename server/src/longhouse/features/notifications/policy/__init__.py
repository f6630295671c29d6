"""Rules of notifications: pure, without a database."""
