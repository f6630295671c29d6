"""What happens to previews."""

from longhouse.kernel.events import Event


class PageUnfolded(Event, frozen=True, kw_only=True):
    """A page was read after somebody had gone on without it. `links.api.Unfold.find_many` has what
    it says, for who keeps links that lack their preview."""

    url: str
