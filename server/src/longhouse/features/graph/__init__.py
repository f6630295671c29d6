"""Who stands how to whom, and who may see whom.

Owns: follows, blocks, mutes, the barriers that blocks raise, friendships and the requests for them,
who may ask for one, recommendations, and the counts of followers and friends.
Promises: a block is symmetric in what it hides and takes effect with its commit, in every query
that uses the one predicate offered here; whoever blocks is followed by the blocked no longer, and
the other way round, and ends friendship and requests; that two are friends is known to whoever may
read the list of friends of one of the two, and to nobody else: friends in common are shown, counted
and given as reasons by that rule alone; whom somebody follows and who follows them is listed,
counted and given as a reason to those alone to whom they show it; a friendship is there both ways
round or not at all, and one request at most is outstanding between two; the counts are those of the
rows. A block or a mute of one's own can always be made and taken back, whatever the other has done.
Never does: tell anybody that they are blocked or muted; decide what is shown of a member beyond
whether they may be seen at all.
"""
