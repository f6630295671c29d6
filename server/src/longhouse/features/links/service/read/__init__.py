"""Reading what was fetched: one extractor for each way in which pages describe themselves.

An extractor takes bytes or facts that a stranger wrote and gives a `Found`. None of them raises,
recurses over its input, or takes more than linear time.
"""
