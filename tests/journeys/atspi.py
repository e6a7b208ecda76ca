# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader sees of a program, and what a person's hands can do to it.

Plain D-Bus calls: libatspi caches, and knows one bus per process. A Node is an address on the
accessibility bus; nothing of it that may change is kept, so it never tells of yesterday.
"""

import os
import re
import subprocess
import time

import gi
from gi.repository import Gio, GLib

A11Y = 'org.a11y.atspi.'
STATES = '''invalid active armed busy checked collapsed defunct editable enabled expandable expanded
focusable focused has-tooltip horizontal iconified modal multi-line multiselectable opaque pressed
resizable selectable selected sensitive showing single-line stale transient vertical visible
manages-descendants indeterminate required truncated animated invalid-entry
supports-autocompletion selectable-text is-default visited checkable has-popup read-only'''.split()
# What GTK 4.8 calls a button or a checkbox may have a more exact role in a later one.
LATER_ROLES = {'toggle button': 'button', 'radio': 'checkbox'}
BY_WINDOW = 1            # coordinates: GTK 4 knows no screen


class Failure(AssertionError):
    """Something that should have been there was not."""


def wait_for(condition, what, seconds=30):
    """Returns the first true answer of condition(); it may fail meanwhile: trees change."""
    deadline, pause = time.monotonic() + seconds, 0.03
    while True:
        try:
            answer = condition()
        except GLib.Error:
            answer = None
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise Failure(f'{what}: not within {seconds} s')
        time.sleep(pause)
        pause = min(pause * 1.2, 0.2)


class Bus:
    def __init__(self):
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
                 | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        session = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'], flags, None, None)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, Gio.DBusCallFlags.NONE, 20000, None).unpack()[0]
        session.close_sync(None)
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.fixed = {}                  # what never changes, asked for once

    def snapshot(self, owner):
        """What the toolkit's own cache holds, in one call: ({path: name}, {path: children}).
        Children are in it only where it knows of all of them: it learns of a widget when somebody
        asks for it, and forgets it late."""
        names, counts, below = {}, {}, {}
        try:
            items = self.call(owner, '/org/a11y/atspi/cache', A11Y + 'Cache', 'GetItems')[0]
        except GLib.Error:
            return {}, {}
        for item in items:
            (_, path), _, (_, parent), index, counts[path], _, names[path] = item[:7]
            below.setdefault(parent, {}).setdefault(index, []).append(path)
        children = {}
        for path, count in counts.items():
            known = below.get(path, {})
            if sorted(known) == list(range(count)) and all(len(same) == 1 for same in known.values()):
                children[path] = [known[index][0] for index in range(count)]
        return names, children

    def call(self, name, path, interface, method, arguments=None, timeout=5000):
        return self.connection.call_sync(name, path, interface, method, arguments, None,
                                         Gio.DBusCallFlags.NONE, timeout, None).unpack()

    def application(self, pid, running=lambda: True, seconds=20):
        """The node of the program with this process id, once it has a window."""
        def find():
            if not running():
                raise Failure(f'process {pid} has ended')
            root = Node(self, A11Y + 'Registry', '/org/a11y/atspi/accessible/root')
            for node in root.children():
                owner = self.call('org.freedesktop.DBus', '/org/freedesktop/DBus',
                                  'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                                  GLib.Variant('(s)', (node.owner,)))[0]
                if owner == pid and node.children():
                    return node
        return wait_for(find, f'window of process {pid} on the accessibility bus', seconds)


class Node:
    def __init__(self, bus, owner, path):
        self.bus, self.owner, self.path = bus, owner, path

    def __eq__(self, other):
        return isinstance(other, Node) and (self.owner, self.path) == (other.owner, other.path)

    def __hash__(self):
        return hash((self.owner, self.path))

    def __repr__(self):
        return f'[{self.role}] “{self.name}”'

    def _call(self, interface, method, arguments=None):
        return self.bus.call(self.owner, self.path, A11Y + interface, method, arguments)

    def _get(self, interface, name):
        return self.bus.call(self.owner, self.path, 'org.freedesktop.DBus.Properties', 'Get',
                             GLib.Variant('(ss)', (A11Y + interface, name)))[0]

    def _once(self, what, ask):
        key = what, self.owner, self.path
        if key not in self.bus.fixed:
            self.bus.fixed[key] = ask()
        return self.bus.fixed[key]

    # What it is

    @property
    def role(self):
        return self._once('role', lambda: self._call('Accessible', 'GetRoleName')[0])

    def has_role(self, wanted):
        role = self.role
        return role == wanted or LATER_ROLES.get(role) == wanted and self.gtk >= (4, 10)

    @property
    def name(self):
        return self._get('Accessible', 'Name')

    @property
    def description(self):
        return self._get('Accessible', 'Description')

    @property
    def states(self):
        low, high = self._call('Accessible', 'GetState')[0]
        bits = low | high << 32
        return {name for number, name in enumerate(STATES) if bits >> number & 1}

    @property
    def interfaces(self):
        return {name.rpartition('.')[2] for name in self._call('Accessible', 'GetInterfaces')[0]}

    @property
    def text(self):
        count = self._get('Text', 'CharacterCount')
        return self._call('Text', 'GetText', GLib.Variant('(ii)', (0, count)))[0] if count else ''

    @property
    def relations(self):
        """{relation number of AT-SPI: [nodes]}; 18 is described-by, 2 labelled-by."""
        return {kind: [Node(self.bus, *target) for target in targets]
                for kind, targets in self._call('Accessible', 'GetRelationSet')[0]}

    @property
    def box(self):
        """(x, y, width, height) within its window."""
        return self._call('Component', 'GetExtents', GLib.Variant('(u)', (BY_WINDOW,)))[0]

    def on_screen(self):
        """Until GTK 4.8 the state showing does not tell: pages of a stack that were left keep it.
        Later it does, and Contains no longer takes a window's coordinates."""
        x, y, width, height = self.box
        if width <= 0 or height <= 0:
            return False
        return self._call('Component', 'Contains',
                          GLib.Variant('(iiu)', (x + width // 2, y + height // 2, BY_WINDOW)))[0] \
            or self.gtk >= (4, 10) and 'showing' in self.states

    @property
    def gtk(self):
        """The version of the toolkit behind it, such as (4, 8)."""
        application = Node(self.bus, self.owner, '/org/a11y/atspi/accessible/root')
        version = application._once('gtk', lambda: application._get('Application', 'Version'))
        return tuple(map(int, version.split('.')[:2]))

    # Its place

    def children(self):
        return [Node(self.bus, *child) for child in self._call('Accessible', 'GetChildren')[0]]

    def walk(self, children=None):
        """All nodes below this one, in reading order."""
        if children is None:
            _, children = self.bus.snapshot(self.owner)
        try:
            below = [Node(self.bus, self.owner, path) for path in children[self.path]] \
                if self.path in children else self.children()
        except GLib.Error:
            return
        for child in below:
            yield child
            yield from child.walk(children)

    def named(self):
        """(node, its role, its name) of all nodes below this one: the quick way to ask of many."""
        names, children = self.bus.snapshot(self.owner)
        for node in self.walk(children):
            try:
                yield node, node.role, names[node.path] if node.path in names else node.name
            except GLib.Error:
                continue

    def all(self, role=None, name=None):
        for node, its_role, its_name in self.named():
            if name in (None, its_name) and (role in (None, its_role) or node.has_role(role)):
                yield node

    def maybe(self, role=None, name=None):
        return next(self.all(role, name), None)

    def find(self, role=None, name=None, seconds=30):
        try:
            return wait_for(lambda: self.maybe(role, name), f'[{role}] “{name}”', seconds)
        except Failure as failure:
            raise Failure(f'{failure}\n{self.dump()}') from None

    def dump(self):
        lines = []

        def line(node, depth):
            try:
                text = f' = {node.text!r}' if 'Text' in node.interfaces else ''
                seen = '' if 'Component' in node.interfaces and node.on_screen() else ' (not on screen)'
                lines.append(f'{"  " * depth}{node!r}{text}{seen}')
                for child in node.children():
                    line(child, depth + 1)
            except GLib.Error as error:
                lines.append(f'{"  " * depth}? {error.message}')
        line(self, 0)
        return '\n'.join(lines)

    # What one can do to it

    def set_text(self, text):
        if not self._call('EditableText', 'SetTextContents', GLib.Variant('(s)', (text,)))[0]:
            raise Failure(f'{self!r} takes no text')

    def actions(self):
        return [action[0] for action in self._call('Action', 'GetActions')[0]]

    def act(self, action=None):
        names = self.actions()
        wanted = names.index(action) if action else 0
        if not self._call('Action', 'DoAction', GLib.Variant('(i)', (wanted,)))[0]:
            raise Failure(f'{self!r} refuses {action or names[0]}')

    def click(self):
        self.act()


# Real hands: the X server's own keyboard and pointer

def xdotool(*arguments):
    return subprocess.run(['xdotool', *map(str, arguments)], check=True, stdout=subprocess.PIPE,
                          stdin=subprocess.DEVNULL, text=True, timeout=30).stdout.strip()


def press(*keys):
    """Presses each key or combination, such as 'Tab' or 'alt+c'. A function key by its number:
    where a keymap has it on several levels, xdotool may hold Alt down with it."""
    for key in keys:
        key = re.sub(r'\bF([1-9]|10)$', lambda function: str(66 + int(function[1])), key)
        xdotool('key', '--clearmodifiers', '--delay', 30, key)


def type_text(text):
    xdotool('type', '--delay', 8, text)


class Window:
    """The X window of a program."""

    def __init__(self, pid):
        self.id = wait_for(lambda: self._search(pid), f'window of process {pid}', 20)

    @staticmethod
    def _search(pid):
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(pid)],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                               stdin=subprocess.DEVNULL, check=False).stdout.split()
        return found[-1] if found else None

    def x_property(self, name):
        answer = subprocess.run(['xprop', '-id', self.id, name], stdout=subprocess.PIPE, text=True,
                                stdin=subprocess.DEVNULL, check=True).stdout
        return answer.partition('=')[2].strip()

    @property
    def shadow(self):
        """Width of the invisible border: left, right, top, bottom."""
        value = self.x_property('_GTK_FRAME_EXTENTS')
        return tuple(map(int, value.split(','))) if value else (0, 0, 0, 0)

    @property
    def geometry(self):
        lines = xdotool('getwindowgeometry', '--shell', self.id).splitlines()
        values = dict(line.split('=') for line in lines)
        return tuple(int(values[name]) for name in ('X', 'Y', 'WIDTH', 'HEIGHT'))

    def focus(self):
        xdotool('windowactivate', '--sync', self.id)

    def wait_behind(self):
        """Until a dialog has the keyboard: what is typed as soon as it is there may go to the
        window that it came from."""
        wait_for(lambda: int(xdotool('getactivewindow')) != int(self.id), 'another window in front')

    def resize(self, width, height):
        """Makes the window this large without its shadow; returns the size it took."""
        left, right, top, bottom = self.shadow
        before = self.geometry[2:]
        wanted = width + left + right, height + top + bottom
        xdotool('windowsize', self.id, *wanted)
        try:
            wait_for(lambda: self.geometry[2:] == wanted or self.geometry[2:] != before,
                     'another size', 2)
        except Failure:
            pass
        time.sleep(0.1)            # frames drawn meanwhile have no event to wait for
        _, _, width, height = self.geometry
        return width - left - right, height - top - bottom

    def move_to(self, x, y):
        xdotool('windowmove', self.id, x, y)

    def point(self, node):
        """Where on the screen the middle of a node is."""
        x, y, width, height = node.box
        window_x, window_y = self.geometry[:2]
        left, _, top, _ = self.shadow
        return window_x + left + x + width // 2, window_y + top + y + height // 2

    def click(self, node):
        """In steps, and held: a press that follows one jump of the pointer may miss its target."""
        wait_for(node.on_screen, f'{node!r} on the screen')
        x, y = self.point(node)
        for step in (-20, -7, 0):
            xdotool('mousemove', x + step, y)
            time.sleep(0.05)
        xdotool('mousedown', 1)
        time.sleep(0.03)
        xdotool('mouseup', 1)


def park_pointer():
    xdotool('mousemove', 1, 1)


def screenshot(path, window=None):
    """A picture of the screen, or of one window with what surrounds it."""
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    command = ['import', '-silent', '-window', 'root']
    if window is not None:
        x, y, width, height = window.geometry
        command += ['-crop', f'{width}x{height}+{max(x, 0)}+{max(y, 0)}', '+repage']
    subprocess.run([*command, path], check=True, stdin=subprocess.DEVNULL, timeout=30)
