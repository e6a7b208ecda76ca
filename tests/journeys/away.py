#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""For somebody new, and for somebody who is elsewhere: the tour, and what the desktop is told."""

import os
import sys

from gi.repository import Gio, GLib

from atspi import press, type_text, wait_for, xdotool
from journey import Practice, Sluice, expect, main

APP_ID = os.environ['SLUICE_APP_ID']


def window_with(sluice, button):
    """The window that has this button; there may be several."""
    return wait_for(lambda: next((window for window in sluice.node.children()
                                  if window.maybe('button', button)), None),
                    f'a window with “{button}”')


def at_step(window, title):
    def there():
        label = window.maybe('label', title)
        return label is not None and label.on_screen()
    wait_for(there, f'the step “{title}”')


def wait_focus(node):
    wait_for(lambda: any('focused' in part.states for part in [node, *node.walk()]),
             f'the keyboard focus on {node!r}')


def choose(sluice, window, button, search):
    """Show Me leads to the button of the list."""
    target = window.find('button', button)
    expect('from the list' in target.description or 'list button' in target.description,
           f'what to do here: {target.description}')
    press('alt+o')
    wait_focus(target)
    press('space')
    chooser = wait_for(lambda: next((child for child in sluice.node.children()
                                     if child.name == button and child.maybe('list item')), None),
                       f'the list of {button}')
    type_text(search)
    wait_for(lambda: len(list(chooser.all('list item'))) == 1, f'{search} alone')
    press('Return')


def quick_practice():
    """A practice Atlas that does not let the person wait as long as usual."""
    path = os.path.join(os.environ['GUI_SESSION_DIR'], 'practice')
    with open(path, 'w', encoding='utf-8') as script:
        script.write(f'#!/bin/sh\nexec "{os.environ["SLUICE_PRACTICE_PROGRAM"]}" '
                     '--ready-after 1 "$@"\n')
    os.chmod(path, 0o755)
    return {'SLUICE_PRACTICE_PROGRAM': path}


def tour(start):
    """Somebody without an account comes from the first start to a connection that is ready, with
    the keyboard alone; in the middle the tour is left, and taken up where it was."""
    sluice = start(Sluice, env=quick_practice())
    sluice.wait_words('^New here')
    sluice.picture('tour-offer')
    press('alt+o')
    window = window_with(sluice, 'Leave the Tour')
    at_step(window, 'Choose a project')
    sluice.picture('tour-project')
    choose(sluice, window, 'Choose Project', '64c0ffee0000000000000001')
    at_step(window, 'Choose an instance')
    sluice.picture('tour-instance')

    window.find('button', 'Leave the Tour').click()
    wait_for(lambda: window.maybe('button', 'Fill In'), 'the words about practice')
    window.find('button', 'Tour').click()
    at_step(window, 'Choose an instance')
    choose(sluice, window, 'Choose Instance', 'practice-instance')
    at_step(window, 'Name the connection')
    press('alt+n')
    type_text('s3sink')
    at_step(window, 'Choose a role')
    choose(sluice, window, 'Choose Role', 'atlas-stream-sink')
    at_step(window, 'Create the connection')
    press('alt+o')
    wait_focus(window.find('button', 'Create Connection'))
    press('space')
    at_step(window, 'Wait until it is ready')
    sluice.picture('tour-wait')
    at_step(window, 'The connection is ready')
    sluice.picture('tour-end')
    press('alt+m')
    live = window_with(sluice, 'Saved Keys')
    wait_for(lambda: 'active' in live.states, 'the window for an own account')


class Desktop:
    """Takes notifications, as the desktop does, and keeps them until they are closed."""

    INTERFACE = """<node><interface name="org.freedesktop.Notifications">
      <method name="GetCapabilities"><arg type="as" direction="out"/></method>
      <method name="GetServerInformation">
        <arg type="s" direction="out"/><arg type="s" direction="out"/>
        <arg type="s" direction="out"/><arg type="s" direction="out"/></method>
      <method name="Notify">
        <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
        <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
        <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
        <arg type="u" direction="out"/></method>
      <method name="CloseNotification"><arg type="u" direction="in"/></method>
      <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
    </interface></node>"""
    NAME, PATH = 'org.freedesktop.Notifications', '/org/freedesktop/Notifications'

    def __init__(self):
        self.shown, self.sent = {}, 0
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        node = Gio.DBusNodeInfo.new_for_xml(self.INTERFACE)
        self.bus.register_object(self.PATH, node.interfaces[0], self.called, None, None)
        owned = []
        Gio.bus_own_name_on_connection(self.bus, self.NAME, 0, lambda *_: owned.append(True), None)
        self.wait(lambda: owned, 'the name on the bus')

    def called(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        answer = None
        if method == 'Notify':
            _, replaced, _, title, body, actions, *_ = parameters.unpack()
            self.sent += 1
            number = replaced or self.sent
            self.shown[number] = (title, body, actions)
            answer = GLib.Variant('(u)', (number,))
        elif method == 'CloseNotification':
            self.shown.pop(parameters.unpack()[0], None)
        elif method == 'GetCapabilities':
            answer = GLib.Variant('(as)', (['actions', 'body'],))
        elif method == 'GetServerInformation':
            answer = GLib.Variant('(ssss)', ('test', 'test', '1', '1.2'))
        invocation.return_value(answer)

    @staticmethod
    def wait(condition, what, seconds=20):
        def ready():
            while GLib.MainContext.default().iteration(False):
                pass
            return condition()
        return wait_for(ready, what, seconds)


def notification(start):
    """What takes long is told when another window is in use, and taken back when its own is looked
    at; what is looked at, or does not take long, is not told."""
    desktop = Desktop()
    practice = start(Practice, '--ready-after', '4')
    sluice = start(Sluice, '--base-url', practice.url)
    sluice.fill_for(practice)
    sluice.wait_entry('accepted')
    sluice.press('Create Connection')
    sluice.wait_entry('^Waiting')
    xdotool('windowminimize', sluice.window.id)
    desktop.wait(lambda: desktop.shown, 'a notification')
    (title, body, actions), = desktop.shown.values()
    expect((title, body) == ('Connection s3sink is ready', practice.instance), f'{title}: {body}')
    expect('default' in actions, f'an action to open it: {actions}')
    expect(practice.private_key not in title + body, 'no key in it')

    # The notification's action, from outside: a pressed one counts as closed already. Which window
    # has the keyboard focus then is for the desktop to say.
    desktop.bus.call_sync(APP_ID, '/' + APP_ID.replace('.', '/'), 'org.gtk.Actions', 'Activate',
                          GLib.Variant('(sava{sv})', ('show-result', [GLib.Variant('u', 1)], {})),
                          None, 0, 5000, None)
    desktop.wait(lambda: sluice.window.x_property('_NET_WM_STATE').find('HIDDEN') < 0,
                 'the window on the screen again')
    expect(desktop.shown, 'the notification until the window is looked at')
    sluice.window.focus()
    desktop.wait(lambda: not desktop.shown, 'the notification to be taken back')
    expect(desktop.sent == 1, f'{desktop.sent} notifications')
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({'tour': tour, 'notification': notification}))
