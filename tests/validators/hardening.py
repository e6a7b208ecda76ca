#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether built programs are hardened against memory errors. Prints TAP.

    hardening.py --canary CANARY PROGRAM...   check the programs, and what becomes of a canary
    hardening.py PROGRAM...                   where the canary could not be built (sanitizers)
    hardening.py --self CC...                 check that each check notices what it is there for
"""
import os
import re
import signal
import subprocess
import sys
import tempfile


def seen(*command):
    environment = {**os.environ, 'LC_ALL': 'C'}
    return subprocess.run(command, env=environment, check=True, capture_output=True,
                          text=True).stdout


def position_independent(program):
    """is position-independent, so that its code is somewhere else each time"""
    return (bool(re.search(r'Type:\s+DYN', seen('readelf', '-hW', program))) and
            bool(re.search(r'FLAGS_1\).*\bPIE\b', seen('readelf', '-dW', program))))


def relocations_read_only(program):
    """binds every symbol at its start and then makes the table of them read-only"""
    return ('GNU_RELRO' in seen('readelf', '-lW', program) and
            bool(re.search(r'FLAGS.*\b(BIND_NOW|NOW)\b', seen('readelf', '-dW', program))))


def stack_not_executable(program):
    """asks for a stack that cannot be executed"""
    found = re.search(r'GNU_STACK(?:\s+0x[0-9a-f]+){5}\s+(\w+)', seen('readelf', '-lW', program))
    return bool(found) and 'E' not in found.group(1)


def nothing_writable_and_executable(program):
    """has no memory that is both writable and executable"""
    return not re.search(r'LOAD(?:\s+0x[0-9a-f]+){5}\s+RWE', seen('readelf', '-lW', program))


def stack_protected(program):
    """looks after the return addresses on its stack"""
    return '__stack_chk_fail' in seen('readelf', '-sW', program)


def no_search_path(program):
    """does not look for libraries in places of its own"""
    return not re.search(r'\((RPATH|RUNPATH)\)', seen('readelf', '-dW', program))


INSTALLED = (position_independent, relocations_read_only, stack_not_executable,
             nothing_writable_and_executable, stack_protected, no_search_path)

TOO_LONG = 'x' * 200


def overflow_of(way):
    def check(canary):
        # The C library has a word to say about its end, which is none of the test's output.
        result = subprocess.run([canary, way, TOO_LONG], capture_output=True, check=False)
        return result.returncode == -signal.SIGABRT
    return check


fortified = overflow_of('copy')
fortified.__name__ = 'fortified'
fortified.__doc__ = 'ends before the C library writes beyond the end of an array'
stack_checked = overflow_of('loop')
stack_checked.__name__ = 'stack_checked'
stack_checked.__doc__ = 'ends before it returns to an overwritten address'


def code_of(program, function):
    text = seen('objdump', '-d', '--no-show-raw-insn', program)
    found = re.search(r'<%s>:\n(.*?)(?:\n\n|\Z)' % function, text, re.DOTALL)
    return found.group(1) if found else ''


def pages_probed(canary):
    """touches each page of a large stack frame, so that none leaps over the guard page"""
    return bool(re.search(r'\b(or[ql]?|mov[ql]?|test[ql]?)\s+\S*\$?\S*,.*\(%rsp\)',
                          code_of(canary, 'large_frame').split('call')[0]))


def targets_marked(canary):
    """marks where an indirect jump may go"""
    return 'endbr64' in code_of(canary, 'large_frame')


def canary_checks(machine):
    return (fortified, stack_checked) + ((pages_probed, targets_marked)
                                         if machine == 'x86_64' else ())


def program_results(arguments):
    canary = None
    if arguments[0] == '--canary':
        canary, arguments = arguments[1], arguments[2:]
    for program in arguments:
        for check in INSTALLED:
            yield '%s %s' % (os.path.basename(program), check.__doc__), check(program)
    if canary:
        for check in canary_checks(os.uname().machine):
            yield 'what is built like it ' + check.__doc__, check(canary)


def self_results(compiler):
    """A canary without any of it has to fail each check, and a hardened one none."""
    source = os.path.join(os.path.dirname(os.path.realpath(__file__)), 'canary.c')
    soft = ['-U_FORTIFY_SOURCE', '-fno-stack-protector', '-fno-stack-clash-protection',
            '-no-pie', '-fno-pie', '-Wl,-z,norelro', '-Wl,-z,lazy', '-Wl,-z,execstack',
            '-Wl,-rpath,/nowhere']
    if os.uname().machine == 'x86_64':
        soft.append('-fcf-protection=none')
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, 'soft')
        subprocess.run([*compiler, '-O2', '-w', '-o', program, source, *soft], check=True,
                       capture_output=True)
        for check in INSTALLED + canary_checks(os.uname().machine):
            if check is nothing_writable_and_executable:
                continue                  # no linker makes such a program by a mere option
            yield check.__name__ + ' notices a soft program', not check(program)


def main():
    if sys.argv[1] == '--self':
        results = list(self_results(sys.argv[2:]))
    else:
        results = list(program_results(sys.argv[1:]))
    print('1..%d' % len(results))
    for number, (name, good) in enumerate(results, 1):
        print('%s %d - %s' % ('ok' if good else 'not ok', number, name))
    return any(not good for _, good in results)


if __name__ == '__main__':
    sys.exit(main())
