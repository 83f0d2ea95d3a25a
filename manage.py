#!/usr/bin/env python
from reglament.config.command import main

if __name__ == "__main__":
    main()
