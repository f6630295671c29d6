"""What a link leads to: title, picture and player of a page that somebody else wrote.

Owns: looking at other people's pages, what was found there (kept for a day), and the route through
which their pictures reach a member's browser.
Promises: only public addresses are ever connected to, and each connection goes to the very address
that was judged, at every redirect. A look takes a bounded time, a bounded number of bytes and never
the event loop. Many who ask for one page cause one look, across all processes. A page that cannot
be read costs its link nothing but the preview.
Never does: fail a post, send a cookie, keep a connection of the database while it waits for a page,
or let a page choose what is embedded.
"""
