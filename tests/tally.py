#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts test cases: tally.py OTHER_FAILURES BUILD_DIR...

A TAP program counts by its test points, any other test as one. Prints what failed, and as its
last line "N passed, N failed", with ", N skipped" if any; exit status 1 if anything failed.
"""

import json
import os
import re
import sys

POINT = re.compile(r'^(not )?ok\b([^#\n]*)(#\s*(skip|todo))?', re.IGNORECASE | re.MULTILINE)
GOOD, SKIPPED = ('OK', 'EXPECTEDFAIL'), ('SKIP',)


def tally(test):
    """(passed, [failed], skipped) of one entry of meson's log."""
    name, result = test['name'], test['result']
    points = list(POINT.finditer(test.get('stdout') or ''))
    if not points:
        if result in GOOD:
            return 1, [], 0
        return (0, [], 1) if result in SKIPPED else (0, [f'{name} ({result})'], 0)
    failed = [f'{name}{point[2]}' for point in points if point[1] and not point[4]]
    skipped = sum(1 for point in points if point[4])
    if result not in GOOD + SKIPPED and not failed:
        failed = [f'{name} ({result})']          # a crash after its last point
    return sum(1 for point in points if not point[1] and not point[4]), failed, skipped


def main():
    passed, failed, skipped = 0, [], 0
    other, *folders = sys.argv[1:]
    for folder in folders:
        try:
            with open(os.path.join(folder, 'meson-logs', 'testlog.json')) as log:
                tests = [json.loads(line) for line in log]
        except FileNotFoundError:
            continue
        for test in tests:
            good, bad, left = tally(test)
            passed, skipped = passed + good, skipped + left
            failed += [f'{folder}: {name}' for name in bad]
    for name in failed:
        print('failed:', name)
    count = len(failed) + int(other)
    if passed == 0 and count == 0:
        count = 1                                # a run without a test proves nothing
    print(f'{passed} passed, {count} failed' + (f', {skipped} skipped' if skipped else ''))
    return 1 if count else 0


if __name__ == '__main__':
    sys.exit(main())
