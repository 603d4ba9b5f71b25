"""``python -m kinerja_formula`` is the ``kinerja`` command."""

from kinerja_formula.command_line import main

if __name__ == "__main__":
    raise SystemExit(main())
