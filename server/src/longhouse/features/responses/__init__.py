"""What members do to what others publish: comments, reactions, saves and shares.

Owns: comments and their threads, reactions on posts and comments, saves, shares.
Promises: whoever may not see a post does nothing to it and learns of nothing that was done to it;
one member gives one emoji to one thing once, however many ask at the same time; the counts of posts
and comments are those of the rows, less for each viewer those of people they may not see; a
thread stays whole when a comment in it is deleted.
Never does: decide who may see a post, or count on a post but through `posts.api`.
"""
