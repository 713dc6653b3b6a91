"""`python -m counter` is `counter`."""

import sys

from counter.cli import main

sys.exit(main())
