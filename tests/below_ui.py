#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which tests there are: those of what is below src/ui/, that need no display, and all programs.

    below_ui.py BUILD-FOLDER    prints the names of the former
"""
import json
import os
import subprocess
import sys


def _introspect(folder, what):
    return json.loads(subprocess.run(['meson', 'introspect', folder, what], check=True,
                                     stdout=subprocess.PIPE).stdout)


def _needs_display(test):
    session = any(os.path.basename(word) == 'gui-session' for word in test['cmd'])
    return session and '--no-display' not in test['cmd']


def _select(folder):
    return [test for test in _introspect(folder, '--tests')
            if not _needs_display(test) and not any('validators' in s for s in test['suite'])]


def refresh(folder):
    """Lets a build folder know of tests that are new; before anything else is asked of it."""
    subprocess.run(['ninja', '-C', folder, 'build.ninja'], check=True, stdout=subprocess.DEVNULL)


def tests(folder):
    """Their names."""
    return [test['name'] for test in _select(folder)]


def _is_program(word):
    return os.path.basename(word).startswith(('test-', 'fuzz-')) and not word.endswith('.py')


def programs(folder):
    """Those of all tests that are programs themselves, or a program that is given a session; no
    scripts around one."""
    return [test['name'] for test in _introspect(folder, '--tests')
            if not {'journeys', 'validators'} & {s.split(':')[-1] for s in test['suite']}
            and (_is_program(test['cmd'][0])
                 or os.path.basename(test['cmd'][0]) == 'gui-session'
                 and _is_program(test['cmd'][-1]))]


def run(folder, names, *options, quiet=True):
    """Builds what these tests need, and nothing else, and runs them; whether all are well."""
    files = {target['id']: target['filename'][0] for target in _introspect(folder, '--targets')}
    needs = {os.path.relpath(files[i], folder) for test in _introspect(folder, '--tests')
             if test['name'] in names for i in test['depends']}
    subprocess.run(['ninja', '-C', folder, *sorted(needs)], check=True, stdout=subprocess.DEVNULL)
    # Journeys may have the same names.
    return subprocess.run(['meson', 'test', '-C', folder, '--no-rebuild', '--no-suite', 'journeys',
                           *options, *names],
                          stdout=subprocess.DEVNULL if quiet else None,
                          check=False).returncode == 0


if __name__ == '__main__':
    print('\n'.join(tests(sys.argv[1])))
