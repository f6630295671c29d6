"""The entry point: `longhouse COMMAND`, or `python -m longhouse COMMAND`."""

import sys

from longhouse.commands.parse import parse


def main() -> None:
    arguments = parse(sys.argv[1:])
    # Loaded after that, for it is the whole house: who mistypes or asks for help need not wait.
    from longhouse.commands.run import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
