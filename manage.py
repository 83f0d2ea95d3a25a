#!/usr/bin/env python
import sys

from reglament.config.command import main

if __name__ == "__main__":
    sys.exit(main())
