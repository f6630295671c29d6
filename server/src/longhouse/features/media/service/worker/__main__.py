"""Reads one task, confines itself, does it, and says what came of it."""

import json
import sys

from longhouse.features.media.service.worker.confine import confine
from longhouse.features.media.service.worker.task import Refused, Task, say


def main() -> None:
    task = Task(**json.loads(sys.stdin.readline()))
    confine(
        memory=task.memory,
        processor_seconds=task.processor_seconds,
        largest_file=task.largest_file,
    )
    try:
        say(made=_make(task))
    except Refused as refusal:
        say(refused=refusal.reason)
    except MemoryError:
        say(refused="too_demanding")


def _make(task: Task) -> dict[str, object]:
    # Each of the two libraries is loaded only by the process that needs it.
    if task.kind == "image":
        from longhouse.features.media.service.worker.pictures import make_picture

        return make_picture(task)
    from longhouse.features.media.service.worker.films import make_recording

    return make_recording(task)


if __name__ == "__main__":
    main()
