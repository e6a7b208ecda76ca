#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the private key is while Sluice runs, and after: in the keyring, and in one page that is
neither swapped nor written into a core file. Nowhere else."""

import hashlib
import http.server
import json
import os
import re
import socket
import sys
import threading

from gi.repository import Gio, GLib

from atspi import A11Y, Bus, Failure, press, type_text, wait_for
from journey import Practice, Sluice, expect, main
from saved_keys import SavedKeys, key

# What is freed gets overwritten, only not the few small pieces that glibc keeps at hand for each
# thread: without that, one run in ten finds the message that the thread of GDBus sent last.
OVERWRITTEN = {'GLIBC_TUNABLES': 'glibc.malloc.tcache_count=0'}
EVERYTHING = {'G_MESSAGES_DEBUG': 'all', 'GSETTINGS_BACKEND': 'keyfile', **OVERWRITTEN}
SECOND = 'secondky', '7e57c0de-2222-4333-9444-5555666677bb'
WRONG = '0badc0de-1111-4222-8333-444444444444'
DBUS = 'org.freedesktop.DBus'


def needles_of(public_key, private_key):
    """The key, its halves, and what Digest makes of it (HA1) in letters and as bytes."""
    whole, half = private_key.encode(), len(private_key) // 2
    ha1 = hashlib.md5(f'{public_key}:MMS Public API:{private_key}'.encode())
    return whole, whole[:half], whole[half:], ha1.hexdigest().encode(), ha1.digest()


# ---- memory and files

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


def wait_gone(sluice, needles, when, everywhere=True):
    """The toolkit lets go of a text within the next few rounds of its main loop."""
    found = []

    def nothing():
        dumped, left_out = count_in_memory(sluice.process.pid, needles)
        found[:] = [*dumped.values(), *(left_out.values() if everywhere else ())]
        return not any(found)
    try:
        wait_for(nothing, f'nothing of the key in memory {when}', 10)
    except Failure as failure:
        raise Failure(f'{failure}: {found}') from None


def files_that_hold(needles):
    folders = {os.environ[name] for name in os.environ
               if name == 'HOME' or re.fullmatch('XDG_[A-Z]+_(HOME|DIR)', name)}
    found = []
    for folder in folders:
        for path, _, names in os.walk(folder):
            for name in names:
                try:
                    with open(os.path.join(path, name), 'rb') as file:
                        content = file.read()
                except OSError:
                    continue
                if any(needle in content for needle in needles):
                    found.append(os.path.join(path, name))
    return found


def family(pid):
    """A program, and what it has started."""
    found = [pid]
    for parent in found:
        for thread in os.listdir(f'/proc/{parent}/task'):
            with open(f'/proc/{parent}/task/{thread}/children', encoding='ascii') as children:
                found += map(int, children.read().split())
    return found


# ---- the buses

class Wiretap:
    """All that is said on a bus, as a monitor hears it."""

    def __init__(self, address):
        where = dict(part.split('=') for part in address.partition(':')[2].split(','))
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(where.get('path') or '\0' + where['abstract'])
        self.socket.sendall(b'\0AUTH EXTERNAL %s\r\n' % str(os.getuid()).encode().hex().encode())
        expect(self.socket.recv(512).startswith(b'OK'), 'the bus lets nobody in')
        self.socket.sendall(b'BEGIN\r\n')
        self.heard = bytearray()
        self.say(1, DBUS, 'Hello')
        self.say(2, DBUS + '.Monitoring', 'BecomeMonitor', GLib.Variant('(asu)', ([], 0)))
        threading.Thread(target=self.listen, daemon=True).start()

    def say(self, serial, interface, method, body=None):
        message = Gio.DBusMessage.new_method_call(DBUS, '/org/freedesktop/DBus', interface, method)
        message.set_serial(serial)
        if body:
            message.set_body(body)
        self.socket.sendall(message.to_blob(Gio.DBusCapabilityFlags.NONE))

    def listen(self):
        while piece := self.socket.recv(1 << 16):
            self.heard += piece

    def messages(self):
        at = 0
        while len(self.heard) - at > 16:
            length = Gio.DBusMessage.bytes_needed(bytes(self.heard[at:at + 16]))
            blob = bytes(self.heard[at:at + length])
            if len(blob) < length:
                return
            yield blob
            at += length

    def changed_texts(self):
        """What fields have told of texts put in and taken out, one behind the other."""
        texts = ''
        for blob in self.messages():
            if b'TextChanged' in blob:
                message = Gio.DBusMessage.new_from_blob(blob, Gio.DBusCapabilityFlags.NONE)
                if message.get_member() == 'TextChanged':
                    texts += str(message.get_body().unpack()[3])
        return texts


def listen_to_texts():
    """As a screen reader does, while what it returns is kept: later versions of GTK tell nothing
    as long as nobody has asked to be told."""
    bus = Bus()
    bus.call(A11Y + 'Registry', '/org/a11y/atspi/registry', A11Y + 'Registry', 'RegisterEvent',
             GLib.Variant('(sass)', ('object:text-changed', [], '')))
    return bus


def a11y_address():
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    return session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None,
                             None, Gio.DBusCallFlags.NONE, 20000, None).unpack()[0]


# ---- the journeys

def paste(sluice):
    """What is on the clipboard, as seen in a field of the form; “nothing” if there is nothing."""
    field = sluice.field('Stream Processing Instance')    # it is in view
    before = field.text
    field.set_text('')
    sluice.window.click(field)
    press('ctrl+v')
    type_text('nothing')
    wait_for(lambda: 'nothing' in field.text, 'what was typed')
    found = field.text
    field.set_text(before)
    return found


def copied_request(sluice):
    sluice.press('Preview Request')
    sluice.press('Copy as curl')
    sluice.wait_words('^Copied$')
    press('Escape')
    wait_for(lambda: len(sluice.node.children()) == 1, 'the preview closed')
    return paste(sluice)


def private_key(run):
    """Typed, used, looked for everywhere, forgotten, and looked for again."""
    practice = run(Practice)
    needles = needles_of(practice.public_key, practice.private_key)
    taps = [Wiretap(os.environ['DBUS_SESSION_BUS_ADDRESS']), Wiretap(a11y_address())]
    listener = listen_to_texts()
    sluice = run(Sluice, '--base-url', practice.url, env=EVERYTHING)
    sluice.fill_for(practice, private_key='')
    sluice.window.click(sluice.field('Private Key'))
    type_text(practice.private_key)
    press('ctrl+a', 'ctrl+c')
    sluice.wait_entry('^Key practice was accepted$')
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection s3sink is ready$')
    sluice.picture('private-key')

    pid = sluice.process.pid
    wait_gone(sluice, needles[:3], 'that may be dumped', everywhere=False)
    kept = count_in_memory(pid, needles)[1]
    seen = practice.project.encode()
    expect(count_in_memory(pid, (seen,))[0][seen], 'the search finds nothing at all')
    expect(kept[needles[0]] == 1, f'the key is {kept[needles[0]]} times where it may be')

    expect(paste(sluice) == 'nothing', 'the key was copied')
    copied = copied_request(sluice).encode()
    expect(b'curl' in copied, f'no request in {copied}')
    expect(not any(needle in copied for needle in needles), f'the key is in {copied}')
    for program in family(pid):
        for what in ('cmdline', 'environ'):
            with open(f'/proc/{program}/{what}', 'rb') as file:
                content = file.read()
            expect(not any(needle in content for needle in needles), f'the key is in {what}')
    with open(f'/proc/{pid}/limits', encoding='ascii') as limits:
        expect(re.search(r'^Max core file size +0 +0 ', limits.read(), re.M), 'cores are allowed')
    expect(not files_that_hold(needles), f'{files_that_hold(needles)} hold it')

    sluice.press('Forget')
    sluice.wait_entry('^Key practice was forgotten$')
    wait_gone(sluice, needles, 'once it is forgotten')
    sluice.node.find('button', 'Close').click()
    sluice.process.wait(30)
    expect(not files_that_hold(needles), f'{files_that_hold(needles)} hold it')
    said = sluice.said().encode()
    expect(b'DEBUG' in said, 'no debug output')
    expect(not any(needle in said for needle in needles), 'the key is in the debug output')
    for tap, word in zip(taps, (b'org.freedesktop.Secret.Item', b'org.a11y.atspi')):
        expect(word in tap.heard, f'{word} was not heard')
        expect(not any(needle in tap.heard for needle in needles), 'the key was said on a bus')
    texts = taps[1].changed_texts()
    expect(practice.project in texts, 'no text was told')
    del listener
    expect(not any(needle.decode() in texts for needle in needles[:3]), 'the key was told')


def clear_form(sluice):
    press('F10')
    wait_for(lambda: next((node for node, role, name in sluice.node.named()
                           if role == 'menu item' and name == 'Clear Form' and node.on_screen()),
                          None), 'the menu')
    press('Return')
    wait_for(lambda: sluice.field('Public Key').text == '', 'an empty form')


def left(run):
    """Another key, an empty form, and a key that Atlas does not accept leave nothing behind."""
    practice = run(Practice, *key(SECOND, f'GROUP_OWNER@{"64c0ffee0000000000000001"}'))
    sluice = run(Sluice, '--base-url', practice.url, env=EVERYTHING)
    sluice.fill_for(practice)
    sluice.wait_entry('^Key practice was accepted$')
    keys = SavedKeys(sluice)
    keys.wait_row(practice.public_key)
    keys.node.find('button', 'Add Key').click()
    keys.wait_gone()
    sluice.fill(public_key=SECOND[0], private_key=SECOND[1])
    sluice.wait_entry(f'^Key {SECOND[0]} was accepted$')
    wait_gone(sluice, needles_of(practice.public_key, practice.private_key),
              'once another is in use')
    clear_form(sluice)
    wait_gone(sluice, needles_of(*SECOND), 'once the form is cleared')
    sluice.fill(public_key=SECOND[0], private_key=WRONG)
    sluice.wait_entry(f'^Key {SECOND[0]} was not accepted$')
    clear_form(sluice)
    wait_gone(sluice, needles_of(SECOND[0], WRONG), 'though it was never accepted')
    sluice.close()


class Echo(http.server.BaseHTTPRequestHandler):
    """Knows the key, and says it whenever it can, with the header that was to prove it."""

    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        signed = self.headers.get('Authorization')
        words = f'{self.server.secret} {signed}'
        body = json.dumps({'error': 403, 'errorCode': words, 'reason': words, 'detail': words,
                           'parameters': [words],
                           'badRequestDetail': {'fields': [{'field': words,
                                                            'description': words}]}}).encode()
        self.send_response(403 if signed else 401, self.server.secret)
        if not signed:
            self.send_header('WWW-Authenticate', 'Digest realm="MMS Public API", nonce="bm9uY2U=", '
                             f'opaque="{self.server.secret}", algorithm=MD5, qop="auth"')
        else:
            self.server.signed.append(re.search('response="([0-9a-f]+)"', signed)[1])
        self.send_header('X-Error-Code', words)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *arguments):
        pass


def echoed(run):
    """Whatever a server repeats, no secret is shown, copied, kept or logged."""
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Echo)
    server.secret, server.signed = SECOND[1], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tap = Wiretap(a11y_address())
    sluice = run(Sluice, '--base-url', f'http://127.0.0.1:{server.server_port}', env=EVERYTHING)
    sluice.fill(public_key=SECOND[0], project_id='64c0ffee0000000000000001',
                stream_processing_instance='i', connection_name='s3sink',
                role_arn='arn:aws:iam::123456789012:role/s3-writer')
    sluice.window.click(sluice.field('Private Key'))
    type_text(SECOND[1])
    sluice.press('Create Connection')
    entry = wait_for(lambda: next((node for node in sluice.status.children()
                                   if node.maybe('button', 'Details')), None), 'an entry', 20)
    entry.find('button', 'Details').click()
    sluice.wait_words(r'errorCode: \*{36} Digest username')
    sluice.picture('private-key-echoed')
    shown = '\n'.join(name for _, _, name in sluice.node.named()).encode()
    expect(not any(needle in shown for needle in needles_of(*SECOND)), 'it is shown')
    entry.find('button', 'Copy').click()
    copied = paste(sluice).encode()
    expect(b'***' in copied, f'no details in {copied}')
    expect(not any(needle in copied for needle in needles_of(*SECOND)), 'it was copied')
    press('ctrl+h')
    wait_for(lambda: sluice.node.maybe('list', 'History'), 'the history')
    press('Escape')
    sluice.close()

    expect(server.signed, 'nothing was signed')
    needles = *needles_of(*SECOND), *(response.encode() for response in server.signed)
    said = sluice.said().encode()
    expect(not files_that_hold(needles), f'{files_that_hold(needles)} hold it')
    expect(not any(needle in said for needle in needles), 'it is in the debug output')
    expect(b'errorCode: ***' in tap.heard, 'the details were not heard')
    # GTK gives the text of a field to whoever asks on the bus, as these tests do, until Sluice has
    # taken the key out of it.
    expect(not any(needle in tap.heard for needle in needles[3:]), 'it was said on the bus')


if __name__ == '__main__':
    sys.exit(main({'private-key': private_key, 'private-key-left': left,
                   'private-key-echoed': echoed}))
