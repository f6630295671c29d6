"""What members are told of: who answered, mentioned, reacted, followed,
asked for friendship, and what is new in sections.

Owns: notifications and their causes, how each member wants to hear of them, browsers that take
pushes, what waits to be pushed or mailed.
Promises: nobody hears of their own acts, of somebody whom they muted or who stands behind a
barrier, or of what they may not see: asked when a cause is kept and again whenever it is shown,
counted or sent; a cause is kept once, however often it is told; what is taken back before it was
read is gone; what goes out respects what the member chose, and their quiet hours where they live;
an address that a member gave is asked through the guard of `kernel.outbound` alone.
Never does: keep a row for a new post (that is read from the member's mark in its section); send
anything while a transaction is open.
"""
