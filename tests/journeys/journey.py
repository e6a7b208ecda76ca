# SPDX-License-Identifier: GPL-3.0-or-later
"""What every journey needs: the practice server, Sluice, its form and its status pane, by the
names a person sees. A journey is a function; main() runs the one named on the command line."""

import ctypes
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback

from atspi import Bus, Failure, Window, park_pointer, screenshot, wait_for

FIELDS = ('Public Key', 'Private Key', 'Project ID', 'Stream Processing Instance',
          'Connection Name', 'Role ARN', 'Test Bucket')
ROLE = 'arn:aws:iam::123456789012:role/s3-writer'
# Not the names of errors in what Sluice tells on request.
COMPLAINT = re.compile(r'(WARNING|CRITICAL|ERROR) \*\*|\bERROR:')
# What some versions of GTK say of their own clock, whatever an application does.
GTK_OF_ITSELF = re.compile(r'G[dt]k-WARNING \*\*: \S+ (gdk_frame_timings_submitted\(\) called on '
                           r'submitted frame|gtk_svg_advance: time went backward)')


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def start(command, **kwargs):
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent, **kwargs)


class Practice:
    """A practice server of one's own."""

    def __init__(self, *arguments):
        program = os.environ['SLUICE_PRACTICE_PROGRAM']
        self.log = tempfile.NamedTemporaryFile('r', prefix='requests-')
        self.process = start([program, '--ready-after', '1', '--log', self.log.name, *arguments],
                             stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().split()
        self.url, self.public_key, self.private_key, self.project, self.instance = line

    def requests(self, pattern):
        """What it was asked, one line each."""
        self.log.seek(0)
        return [line for line in self.log if re.search(pattern, line)]


class Sluice:
    def __init__(self, *arguments, program=None, env=None):
        self.errors = tempfile.TemporaryFile('w+')
        environment = dict(os.environ, G_DEBUG='fatal-criticals', **(env or {}))
        environment.pop('GTK_A11Y', None)
        if 'ASAN_OPTIONS' in environment:
            # GLib leaves its first table of quarks behind when a program needs a larger one, and
            # only stacks too deep to be quick could tell. The tests of the windows look for leaks.
            environment['ASAN_OPTIONS'] += ':detect_leaks=0'
        self.process = start([program or os.environ['SLUICE_PROGRAM'], *arguments],
                             env=environment, stdout=self.errors, stderr=self.errors)
        try:
            self.node = Bus().application(self.process.pid,
                                          lambda: self.process.poll() is None)
            self.window = Window(self.process.pid)
            self.window.focus()
        except (Failure, subprocess.SubprocessError):
            self.process.kill()
            self.process.wait()
            print(self.said(), file=sys.stderr)
            raise

    @property
    def status(self):
        return self.node.find('list', 'Status')

    # The form

    def field(self, name):
        return self.node.find('text box', name)

    def fill(self, **texts):
        """fill (role_arn='…'): as if pasted, without moving the keyboard focus."""
        for name, text in texts.items():
            label = next(field for field in FIELDS if field.lower().replace(' ', '_') == name)
            self.field(label).set_text(text)

    def fill_for(self, practice, **others):
        texts = dict(public_key=practice.public_key, private_key=practice.private_key,
                     project_id=practice.project, stream_processing_instance=practice.instance,
                     connection_name='s3sink', role_arn=ROLE)
        self.fill(**{**texts, **others})

    def press(self, button):
        """Clicks a button once it is there and will have it."""
        def ready():
            node = self.node.maybe('button', button)
            return node if node and 'sensitive' in node.states and node.on_screen() else None
        wait_for(ready, f'button “{button}”').click()

    # The status pane

    def entries(self):
        """The headlines, newest first."""
        return [node.name for node in self.status.children() if node.role == 'list item']

    def wait_entry(self, pattern, seconds=30):
        """The first entry whose headline matches."""
        def find():
            for node in self.status.children():
                if re.search(pattern, node.name):
                    return node
        try:
            return wait_for(find, f'status entry “{pattern}”', seconds)
        except Failure as failure:
            raise Failure(f'{failure}; there: {self.entries()}') from None

    @staticmethod
    def words(node, pattern=''):
        """All text below a node that can be seen."""
        for part, role, name in node.named():
            text = name if role == 'label' else part.text if role == 'text box' else ''
            if text and re.search(pattern, text) and part.on_screen():
                yield text

    def wait_words(self, pattern, seconds=30):
        """A text anywhere in the window."""
        return wait_for(lambda: next(self.words(self.node, pattern), None),
                        f'words “{pattern}”', seconds)

    def wait_hint(self, pattern):
        """A sentence below a field, and not below the fold."""
        button = self.node.find('button', 'Create Connection')

        def in_view():
            for label, role, name in self.node.named():
                if role == 'label' and re.search(pattern, name) and label.on_screen():
                    return label.box[1] + label.box[3] <= button.box[1]
        self.wait_words(pattern)
        wait_for(in_view, f'“{pattern}” above the fold', 10)

    def picture(self, name):
        """Saved for a person to look at, where the journeys' pictures go."""
        folder = os.environ.get('JOURNEY_PICTURES')
        if folder:
            park_pointer()
            time.sleep(0.25)             # the last frame has no event to wait for
            screenshot(os.path.join(folder, name + '.png'))

    # Its end

    def said(self):
        self.errors.seek(0)
        return self.errors.read()

    def close(self):
        """As a person would; complaints on the way are failures."""
        self.node.find('button', 'Close').click()
        status = self.process.wait(30)
        said = self.said()
        if status != 0 or COMPLAINT.search(GTK_OF_ITSELF.sub('', said)):
            raise Failure(f'Sluice ended with status {status} and said:\n{said}')

    def kill(self):
        self.process.kill()
        self.process.wait()


def expect(true, what):
    if not true:
        raise Failure(what)


def main(journeys):
    """Runs the function named by the first argument, with whatever it started ended after it."""
    name = sys.argv[1] if len(sys.argv) == 2 else ''
    if name not in journeys:
        print('usage:', sys.argv[0], '|'.join(journeys), file=sys.stderr)
        return 2
    running = []
    try:
        journeys[name](lambda kind, *args, **kwargs: running.append(kind(*args, **kwargs))
                       or running[-1])
        return 0
    except Exception:                      # pylint: disable=broad-except
        traceback.print_exc()
        for program in running:
            if isinstance(program, Sluice) and program.process.poll() is None:
                print(program.node.dump(), program.said(), sep='\n', file=sys.stderr)
                program.picture(name + '-failed')
        return 1
    finally:
        for program in running:
            if program.process.poll() is None:
                program.process.kill()
                program.process.wait()
