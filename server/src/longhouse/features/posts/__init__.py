"""What members publish, and the sections they publish it in.

Owns: sections, posts of every kind with their counters, tags, mentions and links, those of comments
too, and how far a member has read in each section.
Promises: nobody is given a post that they may not see, in a list, by its id or live; a section is
listed newest first; a count is that of the rows behind it; the same client id of the same author
makes one post; what was deleted can be restored, by its author for a while unless somebody else
deleted it, by an admin at any time; nothing outside the house is asked while a transaction is open.
Never does: keep what others do to a post (that is `responses`, which counts through `api`); fetch
a page or hold a file (protocols, which `app` connects).
"""
