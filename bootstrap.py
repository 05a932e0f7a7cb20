"""The one way in: sets up, runs and checks the platform with nothing but Python 3.11.

This file keeps to syntax any Python 3 can read, so that a wrong version gets a helpful sentence
instead of a syntax error. The work is done in the package `boot`.
"""

import os
import shutil
import sys


def main() -> int:
    if sys.version_info[:2] != (3, 11):
        right = shutil.which("python3.11")
        if right:
            os.execv(right, [right, *sys.argv])
        sys.stderr.write(
            "Die Drehscheibe braucht Python 3.11; dieses hier ist {}.{}.\n"
            "Abhilfe: Python 3.11 installieren (Debian 12: apt install python3.11 python3-pip) "
            "und mit python3.11 bootstrap.py aufrufen.\n".format(*sys.version_info[:2])
        )
        return 2
    from boot.words import speak

    return speak(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
