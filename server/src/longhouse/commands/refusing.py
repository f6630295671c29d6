"""What the machine refused, in one sentence that says what to do."""

import errno

_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NO_FOLDER = (errno.EEXIST, errno.ENOTDIR)


def of_the_machine(error: OSError) -> str:
    what = error.filename
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    if error.errno in _NO_ROOM:
        return f"There is no room left{f' for {what}' if what else ''}. Make some, then try again."
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return "Too many files are open. Raise their number (LimitNOFILE of the unit, ulimit -n)."
    if what is None:
        return f"The machine refused: {reason}."
    if error.errno in _NOT_ALLOWED:
        return (
            f"{what}: {reason}. Be the user to whom the house belongs, give that user the folder, "
            "or name another one with --data."
        )
    if error.errno in _NO_FOLDER:
        return f"{what} is not a folder. --data names the folder of the house."
    return f"{what}: {reason}."
