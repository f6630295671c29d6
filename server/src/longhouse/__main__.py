"""The entry point: `longhouse COMMAND`, or `python -m longhouse COMMAND`."""

import sys

from longhouse.commands.parse import parse
from longhouse.commands.run import run


def main() -> None:
    sys.exit(run(parse(sys.argv[1:])))


if __name__ == "__main__":
    main()
