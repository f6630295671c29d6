"""The two cookies that the house sets, and how they are guarded."""

from litestar.datastructures import Cookie

SESSION_SECONDS = 30 * 24 * 3600
DEVICE_SECONDS = 400 * 24 * 3600


class Cookies:
    """Names and attributes depend on whether members reach the house over https.

    The `__Host-` prefix makes a browser refuse the cookie unless it is Secure, for this host alone
    and for every path, so that no neighbouring site can plant one.
    """

    def __init__(self, *, secure: bool) -> None:
        self._secure = secure
        prefix = "__Host-" if secure else ""
        self.session_name = f"{prefix}session_id"
        self.device_name = f"{prefix}device"

    def session(self, token: str) -> Cookie:
        return self._cookie(self.session_name, token, SESSION_SECONDS)

    def no_session(self) -> Cookie:
        return self._cookie(self.session_name, "", 0)

    def device(self, token: str) -> Cookie:
        return self._cookie(self.device_name, token, DEVICE_SECONDS)

    def _cookie(self, name: str, value: str, max_age: int) -> Cookie:
        return Cookie(
            key=name,
            value=value,
            max_age=max_age,
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )
