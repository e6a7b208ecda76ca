#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a key may do, and turning from one saved key to another."""

import os
import sys

from atspi import press, type_text, wait_for
from choose import Chooser, click
from journey import ROLE, Practice, Sluice, expect, main
from journeys import KEEPS_SETTINGS, open_sluice, secrets
from looks import unnamed

PROJECT, OTHER_PROJECT = '64c0ffee0000000000000001', '64c0ffee0000000000000002'
SECOND = 'secondky', '5ca1ab1e-0000-4000-8000-0000000000bb'
FORM = ('Public Key', 'Project ID', 'Stream Processing Instance', 'Connection Name', 'Role ARN')


def key(pair, roles, addresses=''):
    return '--key', ':'.join((*pair, roles, addresses)).rstrip(':')


class SavedKeys(Chooser):
    """The window with the saved keys."""

    def __init__(self, sluice):
        super().__init__(sluice, 'Saved Keys')

    def names(self):
        return [row.name for row in self.rows()]

    def press(self, name, button):
        click(wait_for(lambda: self.wait_row(name).maybe('button', f'{button} {name}'),
                       f'{button} of {name}'), self.title)

    def rename(self, name, new):
        self.press(name, 'Rename')
        wait_for(lambda: (entry := self.node.maybe('text box', 'Name')) and entry.on_screen(),
                 'the entry for the name')
        press('ctrl+a')
        type_text(new)
        press('Return')
        self.wait_row(new)

    def close(self):
        press('Escape')
        self.wait_gone()


def form(sluice):
    return [sluice.field(name).text for name in FORM]


def wait_form(sluice, *texts):
    wait_for(lambda: form(sluice) == list(texts), f'{texts} in the form, not {form(sluice)}')


def remember(sluice):
    switch = sluice.node.find('switch', 'Remember this key')
    if 'checked' not in switch.states:
        switch.act('Toggle')


def add_key(sluice):
    keys = SavedKeys(sluice)
    click(wait_for(lambda: keys.node.maybe('button', 'Add Key'), 'Add Key'), keys.title)
    keys.wait_gone()


def use_key(sluice, name):
    keys = SavedKeys(sluice)
    keys.press(name, 'Use')
    keys.wait_gone()


def never_saved(sluice):
    """What is typed for a key that was never saved outlives a look at another one."""
    add_key(sluice)
    wait_form(sluice, '', '', '', '', '')
    sluice.fill(public_key='zmmrboas', project_id=PROJECT, connection_name='no-name')
    use_key(sluice, 'Inland')
    wait_for(lambda: form(sluice)[0] == SECOND[0], 'the saved key')
    add_key(sluice)
    wait_form(sluice, '', PROJECT, '', 'no-name', '')
    use_key(sluice, 'Inland')


def two_keys(run):
    """Two keys with a project each: added, named, turned between, there after a restart."""
    practice = run(Practice, *key(SECOND, f'GROUP_STREAM_PROCESSING_OWNER@{OTHER_PROJECT}'))
    first = (practice.public_key, PROJECT, practice.instance, 'first-name', ROLE)
    second = (SECOND[0], OTHER_PROJECT, 'watched-instance', 'second-name', ROLE + '-2')

    sluice = open_sluice(run, practice, env=KEEPS_SETTINGS)
    remember(sluice)
    sluice.fill_for(practice, connection_name='first-name')
    wait_for(lambda: practice.private_key in secrets(), 'the first key in the keyring')

    keys = SavedKeys(sluice)
    keys.wait_row(practice.public_key)
    click(keys.node.find('button', 'Add Key'), keys.title)
    keys.wait_gone()
    wait_form(sluice, '', '', '', '', '')
    expect(sluice.field('Private Key').text == '', 'something in the private key’s field')
    type_text(SECOND[0])                         # the keyboard focus is there already
    wait_form(sluice, SECOND[0], '', '', '', '')
    sluice.fill(private_key=SECOND[1], project_id=second[1],
                stream_processing_instance=second[2], connection_name=second[3],
                role_arn=second[4])
    sluice.wait_words('^Set up AWS access: no$')
    wait_for(lambda: SECOND[1] in secrets(), 'the second key in the keyring')

    keys = SavedKeys(sluice)
    keys.rename(practice.public_key, 'Harbour')
    keys.rename(SECOND[0], 'Inland')
    nameless = list(unnamed(keys.find()))
    expect(not nameless, f'without a name: {nameless}')
    keys.press('Harbour', 'Check')
    keys.wait_words('^Atlas accepts it.$')
    sluice.picture('two-keys')
    wait_form(sluice, *second)
    keys.press('Harbour', 'Use')
    keys.wait_gone()
    wait_form(sluice, *first)
    sluice.wait_words('^Set up AWS access: yes$')

    sluice.close()
    settings = os.path.join(os.environ['XDG_CONFIG_HOME'], 'glib-2.0', 'settings', 'keyfile')
    with open(settings, encoding='utf-8') as keyfile:
        written = keyfile.read()
    expect('Harbour' in written, f'no name in the settings: {written}')
    expect(practice.private_key not in written and SECOND[1] not in written,
           'a private key in the settings')

    sluice = open_sluice(run, practice, env=KEEPS_SETTINGS)
    sluice.wait_words('^Set up AWS access: yes$')
    wait_form(sluice, *first)
    keys = SavedKeys(sluice)
    expect(keys.names() == ['Harbour', 'Inland'], f'keys: {keys.names()}')
    asked, asked_other = (len(practice.requests(place)) for place in (PROJECT, OTHER_PROJECT))
    keys.press('Inland', 'Use')
    keys.wait_gone()
    wait_form(sluice, *second)
    sluice.wait_words('^Set up AWS access: no$')
    wait_for(lambda: len(practice.requests(OTHER_PROJECT)) > asked_other, 'its project looked up')
    expect(len(practice.requests(PROJECT)) == asked, 'asked for the first key’s project')

    never_saved(sluice)
    wait_form(sluice, *second)

    keys = SavedKeys(sluice)
    keys.press('Harbour', 'Forget')
    wait_for(lambda: next((node for node, role, name in sluice.node.named()
                           if role == 'button' and name == 'Forget' and node.on_screen()
                           and not any(node == other for other in keys.find().walk())), None),
             'the question')
    sluice.picture('two-keys-forget')
    press('alt+f')
    wait_for(lambda: keys.names() == ['Inland'], 'the key gone from the list')
    expect(practice.private_key not in secrets(), f'still in the keyring: {secrets()}')
    expect(SECOND[1] in secrets(), 'the other key is gone, too')
    keys.close()
    wait_form(sluice, *second)
    sluice.close()


# Roles in the first project and in the organization, then what is told of them.
MIXES = (
    (f'GROUP_OWNER@{PROJECT},ORG_MEMBER', '203.0.113.7',
     '^Works. Project Owner in Practice.$', 'yes', 'yes', 'yes', None, '^203.0.113.7$'),
    (f'GROUP_STREAM_PROCESSING_OWNER@{PROJECT},ORG_MEMBER', '10.1.0.0/16,192.0.2.1',
     '^Works. Project Stream Processing Owner in Practice.$', 'yes', 'yes', 'no',
     'needs the role Project Owner, too: in Atlas under Access Manager',
     '^10.1.0.0/16, 192.0.2.1$'),
    (f'GROUP_READ_ONLY@{PROJECT},ORG_MEMBER', '',
     '^Works. Project Read Only in Practice.$', 'no', 'no', 'no',
     'Give it Project Stream Processing Owner, and Project Owner .* Access Manager',
     '^Any address: it has no API access list$'),
    (f'GROUP_READ_ONLY@{PROJECT},GROUP_OF_TOMORROW@{PROJECT}', '',
     'GROUP_OF_TOMORROW', 'cannot tell', 'cannot tell', 'cannot tell', 'not all known', '^Any'),
    ('ORG_OWNER', '', 'no role of its own in this project.*Organization Owner', 'yes', 'yes',
     'yes', None, '^Any'),
)


def key_card(run):
    """Every mix of roles, in words, without a request of its own; and it follows the project."""
    pairs = [(f'key{i}abcd', f'5ca1ab1e-0000-4000-8000-0000000000c{i}') for i in range(len(MIXES))]
    practice = run(Practice, *(part for pair, mix in zip(pairs, MIXES)
                               for part in key(pair, mix[0], mix[1])))
    sluice = open_sluice(run, practice)
    sluice.fill_for(practice, public_key='', private_key='')
    for i, (public_key, private_key) in enumerate(pairs):
        works, listing, creating, aws, missing, addresses = MIXES[i][2:]
        sluice.fill(public_key=public_key)
        wait_for(lambda: not sluice.field('Private Key').text, 'the former key dropped')
        sluice.fill(private_key=private_key)
        sluice.wait_words(works)
        for text in (f'List connections: {listing}', f'Create connections: {creating}',
                     f'Set up AWS access: {aws}'):
            sluice.wait_words(f'^{text}$')
        if missing:
            sluice.wait_words(missing)
        details = sluice.node.find('button', 'Key Details')
        sluice.window.click(details)
        sluice.wait_words(addresses)
        sluice.picture(f'key-card-{i}')
        sluice.window.click(details)
        checks = practice.requests(' signed .* check-key')
        expect(len(checks) == i + 1, f'not one request for each key: {checks}')
    sluice.fill(project_id='64c0ffee0000000000000099')
    wait_for(lambda: not next(sluice.words(sluice.node, '^Create connections:'), None),
             'nothing told of a project that is not there')
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({function.__name__.replace('_', '-'): function for function in (
        two_keys, key_card)}))
