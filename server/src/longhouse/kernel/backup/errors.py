"""What stops a backup or a restore."""


class BackupError(Exception):
    """It cannot go on; the message says why and what to do."""


class Damaged(BackupError):
    def __init__(self, why: str) -> None:
        super().__init__(f"The backup is damaged: {why}. Nothing was changed. Use another one.")
