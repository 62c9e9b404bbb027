"""`python -m fadu`: the same as the command `fadu`."""

from fadu.site.cli import main

raise SystemExit(main())
