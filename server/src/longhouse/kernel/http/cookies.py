"""The two cookies that the house sets, and how they are guarded."""

from litestar.datastructures import Cookie

_DAY_SECONDS = 24 * 3600
# As long as browsers keep a cookie at all.
_DEVICE_DAYS = 400


class Cookies:
    """Names and attributes depend on whether members reach the house over https.

    The `__Host-` prefix makes a browser refuse the cookie unless it is Secure, for this host alone
    and for every path, so that no neighbouring site can plant one.
    """

    def __init__(self, *, secure: bool, session_days: int) -> None:
        self._secure = secure
        self._session_days = session_days
        prefix = "__Host-" if secure else ""
        self.session_name = f"{prefix}session_id"
        self.device_name = f"{prefix}device"

    def session(self, token: str) -> Cookie:
        return self._cookie(self.session_name, token, self._session_days * _DAY_SECONDS)

    def no_session(self) -> Cookie:
        return self._cookie(self.session_name, "", 0)

    def device(self, token: str) -> Cookie:
        return self._cookie(self.device_name, token, _DEVICE_DAYS * _DAY_SECONDS)

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
