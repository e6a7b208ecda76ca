#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Sluice and its baselines in one run, and prints one table:

    bench.py SLUICE BARE-WINDOW STOCK-FORM PRACTICE BENCH-CREATE BENCH-LIST

Runs inside of tests/gui-session, which gives it a display of its own. Aims are printed with each
figure and are not asserted: the exit status says only whether measuring worked.
"""

import ctypes
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

SLUICE, BARE, STOCK, PRACTICE, BENCH_CREATE, BENCH_LIST = sys.argv[1:7]
STARTS, CREATES, ROUNDS = 11, 15, 3
SETTLE, REST = 3, 10                 # seconds until a window is at rest; how long it is watched
ROLE = 'arn:aws:iam::123456789012:role/atlas-stream-sink'
TYPE = 'application/vnd.atlas.2023-02-01+json'


class Screen:
    """The colour of one pixel that all windows cover."""

    def __init__(self):
        self.x11 = ctypes.CDLL('libX11.so.6')
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XGetImage.restype = ctypes.c_void_p
        self.x11.XGetPixel.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(None))
        if not self.display.value:
            raise RuntimeError('there is no display')
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))

    def pixel(self):
        image = ctypes.c_void_p(self.x11.XGetImage(
            self.display, self.root, 200, 300, 1, 1, ctypes.c_ulong(0xffffff), 2))
        colour = self.x11.XGetPixel(image, 0, 0)
        self.x11.XFree(image)        # its few bytes of data stay behind
        return colour

    def wait(self, painted, process, seconds=30):
        """Until a window has been painted there, or is gone. Nothing but black was there before;
        a window that is mapped but not painted yet is black, too."""
        end = time.monotonic() + seconds
        while (self.pixel() != 0) != painted:
            if process and process.poll() is not None:
                raise RuntimeError(f'{process.args[0]} ended with {process.returncode}')
            if time.monotonic() > end:
                raise RuntimeError('no window was painted' if painted else 'a window stays')
            time.sleep(0.0005)


def start(program, screen):
    """(process, milliseconds to the first frame)"""
    screen.wait(False, None)
    begin = time.monotonic()
    process = subprocess.Popen([program], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    screen.wait(True, process)
    return process, (time.monotonic() - begin) * 1000


def end(process):
    process.kill()
    process.wait()


def pss(process):
    """In MiB. Pages shared with other programs count in part, so it is less while others run."""
    with open(f'/proc/{process.pid}/smaps_rollup') as rollup:
        return int(re.search(r'^Pss: +(\d+) kB', rollup.read(), re.MULTILINE)[1]) / 1024


def others():
    """Other programs that use GTK just now: they make figures smaller or slower."""
    found = 0
    for entry in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{entry}/maps') as maps:
                found += 'libgtk-4.so' in maps.read()
        except OSError:
            continue                 # it has ended, or is somebody else's
    return found


def wakeups(process):
    """How often its threads have gone to sleep by themselves."""
    count, folder = 0, f'/proc/{process.pid}/task'
    for thread in os.listdir(folder):
        with open(f'{folder}/{thread}/status') as status:
            count += int(re.search(r'^voluntary_ctxt_switches:\s+(\d+)', status.read(),
                                   re.MULTILINE)[1])
    return count


def measure_windows(screen):
    programs = (SLUICE, STOCK, BARE)
    frames = {program: [] for program in programs}
    for program in programs:         # once for the disk's sake
        end(start(program, screen)[0])
    for _ in range(STARTS):          # taken in turn, so that a busy moment hits all
        for program in programs:
            process, milliseconds = start(program, screen)
            end(process)
            frames[program].append(milliseconds)
    memory, rest, crowd = {program: [] for program in programs}, {}, 0
    for turn in range(ROUNDS):
        for program in programs:
            process, _ = start(program, screen)
            time.sleep(SETTLE)
            crowd = max(crowd, others() - 1)
            memory[program].append(pss(process))
            if turn == 0:
                before = wakeups(process)
                time.sleep(REST)
                rest[program] = wakeups(process) - before
            end(process)
    if crowd:
        print(f'{crowd} other programs with windows ran meanwhile: memory shared with them counts '
              'in part only.')
    rows = []
    for program, name in ((STOCK, 'stock form'), (BARE, 'bare window')):
        rows += [
            ('start to first frame, ms', statistics.median(frames[SLUICE]),
             statistics.median(frames[program]), name, 'ratio', 1.25),
            ('memory at rest (PSS), MiB', statistics.median(memory[SLUICE]),
             statistics.median(memory[program]), name, 'ratio', 1.25)]
    return rows + [
        (f'wake-ups in {REST} s at rest', rest[SLUICE], rest[BARE], 'bare window', 'no more', 0),
    ]


class Practice:
    """A practice Atlas with a latency, and the requests it got."""

    def __init__(self, latency, *arguments):
        handle, self.log = tempfile.mkstemp(prefix='bench-', suffix='.log')
        os.close(handle)
        self.process = subprocess.Popen(
            [PRACTICE, '--until-stdin-closes', '--ready-after', '0', '--latency', str(latency),
             '--log', self.log, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.words = self.process.stdout.readline().split()
        self.url, self.user, self.key, self.project, self.instance = self.words

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(20)
        os.unlink(self.log)

    def count(self, name):
        """Requests that create a connection: all of them, as the body is not written down."""
        with open(self.log) as log:
            return sum(1 for line in log if name in line)


def sluice_creates(practice, way):
    """(requests for each, median milliseconds)"""
    before = practice.count('POST')
    output = subprocess.run([BENCH_CREATE, way, str(CREATES), 'sluice-' + way, *practice.words],
                            check=True, stdout=subprocess.PIPE, text=True).stdout
    lines = [[int(word) for word in line.split()] for line in output.splitlines()]
    counted = practice.count('POST') - before
    if counted != sum(requests for requests, _ in lines):
        raise RuntimeError('the server has counted other requests than the client')
    return counted / CREATES, statistics.median(micro for _, micro in lines) / 1000


def curl_creates(practice, way):
    """The same with curl; warm: the second of two in one process, on the same connection."""
    requests, times = 0, []
    path = f'/api/atlas/v2/groups/{practice.project}/streams/{practice.instance}/connections'
    with tempfile.NamedTemporaryFile('w', prefix='bench-', suffix='.netrc') as netrc:
        netrc.write(f'machine 127.0.0.1 login {practice.user} password {practice.key}\n')
        netrc.flush()
        for n in range(CREATES):
            command = ['curl', '--noproxy', '*']
            for part in range(2 if way == 'warm' else 1):
                body = json.dumps({'name': f'curl-{way}-{n}-{part}', 'type': 'S3',
                                   'aws': {'roleArn': ROLE}})
                command += (['--next'] if part else []) + [
                    '--silent', '--show-error', '--fail', '--digest', '--netrc-file', netrc.name,
                    '--header', 'Content-Type: ' + TYPE, '--header', 'Accept: ' + TYPE,
                    '--data', body, '--output', os.devnull,
                    '--write-out', '%{time_total}\n', practice.url + path]
            before = practice.count('POST')
            output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            requests += (practice.count('POST') - before) / len(output.split())
            times.append(float(output.split()[-1]) * 1000)
    return requests / CREATES, statistics.median(times)


def measure_creates():
    rows = []
    for latency in (0, 40):
        with Practice(latency) as practice:
            for way in ('cold', 'warm'):
                ours, theirs = sluice_creates(practice, way), curl_creates(practice, way)
                title = f'create, {way}, {latency} ms latency: '
                aim = ('at most', 1) if way == 'warm' else ('ratio', 1)
                rows.append((title + 'requests', ours[0], theirs[0], 'curl --digest', *aim))
                aim = ('at most', 1.1 * latency) if way == 'warm' and latency else ('ratio', None)
                rows.append((title + 'ms', ours[1], theirs[1], 'curl --digest', *aim))
    return rows


def sluice_list(practice, number):
    """What bench-list says, and how many requests it sent while nobody did anything."""
    process = subprocess.Popen([BENCH_LIST, *practice.words, str(number)], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    figures = {}
    for line in process.stdout:
        name, value = line.split()
        figures[name] = float(value)
        if name == 'idle':
            before = practice.count(' ')
            time.sleep(REST)
            figures['idle'] = practice.count(' ') - before
            break
    process.stdin.close()
    process.stdout.close()
    if process.wait(60) != 0:
        raise RuntimeError('bench-list has failed')
    return figures


def curl_list(practice, pages):
    """Milliseconds to the first page and to all of them, one after the other."""
    path = f'/api/atlas/v2/groups/{practice.project}/streams/{practice.instance}/connections'
    with tempfile.NamedTemporaryFile('w', prefix='bench-', suffix='.netrc') as netrc:
        netrc.write(f'machine 127.0.0.1 login {practice.user} password {practice.key}\n')
        netrc.flush()
        begin = time.monotonic()
        output = subprocess.run(
            ['curl', '--noproxy', '*', '--silent', '--show-error', '--fail', '--digest',
             '--netrc-file', netrc.name, '--header', 'Accept: ' + TYPE, '--output', os.devnull,
             '--write-out', '%{time_total}\n',
             f'{practice.url}{path}?itemsPerPage=500&pageNum=[1-{pages}]'],
            check=True, stdout=subprocess.PIPE, text=True).stdout
        end_of_all = time.monotonic()
    return float(output.split()[0]) * 1000, (end_of_all - begin) * 1000


def measure_lists():
    with Practice(0, '--connections', '10000') as practice:
        theirs, ours = [], []
        for _ in range(ROUNDS):      # taken in turn, so that a busy moment hits both
            theirs.append(curl_list(practice, 20))
            ours.append(sluice_list(practice, 10000))
    rows = [
        ('10,000 rows: first page shown, ms', statistics.median(row['first'] for row in ours),
         statistics.median(first for first, _ in theirs), 'curl, 1 page', 'ratio', 1),
        ('10,000 rows: all of them shown, ms', statistics.median(row['all'] for row in ours),
         statistics.median(last for _, last in theirs), 'curl, 20 pages', 'ratio', 1),
        ('requests in 10 s at rest', max(row['idle'] for row in ours), 0, '–', 'at most', 0),
    ]
    with Practice(0, '--connections', '100000') as practice:
        figures = sluice_list(practice, 100000)
    for name, title in (('load', 'loading'), ('sort', 'sorting'), ('filter', 'searching')):
        rows += [
            (f'100,000 rows: longest turn, {title}, ms', figures[name], 16, 'one frame', 'at most',
             16),
            ('    of it at work (the rest: others)', figures[name + '-busy'], 16, 'one frame',
             'at most', 16)]
    rows.append(('100,000 rows: memory of a row, bytes', figures['memory'], 1024, '1 KiB',
                 'at most', 1024))
    return rows


def verdict(value, baseline, kind, aim):
    if aim is None:
        return '', ''
    if kind == 'ratio':
        return f'≤ {aim:g} ×', 'yes' if value <= aim * baseline else 'NO'
    if kind == 'no more':
        return '≤ baseline', 'yes' if value <= baseline else 'NO'
    return f'≤ {aim:g}', 'yes' if value <= aim else 'NO'


def show(rows):
    print(f'{"":42} {"Sluice":>8} {"baseline":>9}  {"":14} {"ratio":>6}  {"aim":11} met')
    for title, value, baseline, name, kind, aim in rows:
        ratio = f'{value / baseline:.2f}' if baseline else '–'
        words, met = verdict(value, baseline, kind, aim)
        print(f'{title:42} {value:8.2f} {baseline:9.2f}  {name:14} {ratio:>6}  {words:11} {met}')


def main():
    rows = measure_windows(Screen()) + measure_creates() + measure_lists()
    show(rows)


if __name__ == '__main__':
    main()
