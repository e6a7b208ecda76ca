#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the private key is while Sluice runs, and after: in the keyring, and in one page that is
neither swapped nor written into a core file. Nowhere else."""

import os
import re
import sys

from atspi import wait_for
from journey import Practice, Sluice, expect, main


# GTK tells screen readers, and so this test, each text that is put in or taken out, the private key
# too. What is freed gets overwritten, only not the few small pieces that glibc keeps at hand for
# each thread: without that, one run in ten finds the message that the thread of GDBus sent last.
OVERWRITTEN = {'GLIBC_TUNABLES': 'glibc.malloc.tcache_count=0'}


def mappings(pid):
    """(first, last, flags) of each readable piece of a program's memory, as the kernel lists it."""
    pieces, current = [], None
    with open(f'/proc/{pid}/smaps', encoding='ascii', errors='replace') as smaps:
        for line in smaps:
            head = re.match(r'([0-9a-f]+)-([0-9a-f]+) (\S+)', line)
            if head:
                current = (int(head[1], 16), int(head[2], 16)) if 'r' in head[3] else None
            elif line.startswith('VmFlags:') and current:
                pieces.append((*current, line.split()[1:]))
    return pieces


def count_in_memory(pid, needles):
    """How often each needle is in what a core file would hold, and in what it would leave out."""
    dumped, left_out = dict.fromkeys(needles, 0), dict.fromkeys(needles, 0)
    with open(f'/proc/{pid}/mem', 'rb', buffering=0) as memory:
        for first, last, flags in mappings(pid):
            try:
                memory.seek(first)
                content = memory.read(last - first)
            except (OSError, OverflowError, ValueError):      # the kernel's own pages
                continue
            counts = left_out if 'dd' in flags else dumped
            for needle in needles:
                counts[needle] += content.count(needle)
    return dumped, left_out


def files_that_hold(folder, needle):
    found = []
    for path, _, names in os.walk(folder):
        for name in names:
            try:
                with open(os.path.join(path, name), 'rb') as file:
                    if needle in file.read():
                        found.append(os.path.join(path, name))
            except OSError:
                pass
    return found


def private_key(run):
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url,
                 env={'G_MESSAGES_DEBUG': 'all', 'GSETTINGS_BACKEND': 'keyfile', **OVERWRITTEN})
    sluice.fill_for(practice)
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection s3sink is ready$')

    secret = practice.private_key.encode()
    half = len(secret) // 2
    needles = (secret, secret[:half], secret[half:])
    pid = sluice.process.pid
    # The toolkit lets go of the text that was typed within the next few rounds of its main loop.
    wait_for(lambda: not any(count_in_memory(pid, needles)[0].values()),
             'no piece of the key in memory that may be dumped', 10)
    kept = count_in_memory(pid, needles)[1]
    seen = practice.project.encode()
    expect(count_in_memory(pid, (seen,))[0][seen], 'the search finds nothing at all')
    expect(kept[secret] == 1, f'the key is {kept[secret]} times in the memory set aside for it')

    for what in ('cmdline', 'environ'):
        with open(f'/proc/{pid}/{what}', 'rb') as file:
            expect(secret not in file.read(), f'the key is in {what}')
    with open(f'/proc/{pid}/limits', encoding='ascii') as limits:
        expect(re.search(r'^Max core file size +0 +0 ', limits.read(), re.M), 'cores are allowed')
    folders = {os.environ[name] for name in os.environ
               if name == 'HOME' or re.fullmatch('XDG_[A-Z]+_(HOME|DIR)', name)}
    for folder in folders:
        expect(not files_that_hold(folder, secret), f'{files_that_hold(folder, secret)} hold it')
    sluice.node.find('button', 'Close').click()
    sluice.process.wait(30)
    expect('DEBUG' in sluice.said(), 'no debug output')
    expect(practice.private_key not in sluice.said(), 'the key is in the debug output')
    for folder in folders:
        expect(not files_that_hold(folder, secret), f'{files_that_hold(folder, secret)} hold it')


if __name__ == '__main__':
    sys.exit(main({'private-key': private_key}))
