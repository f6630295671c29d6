"""What may be taken, how files are known, and how links are made; all of it pure."""
