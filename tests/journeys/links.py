#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Private links: created, watched over a restart, used by a connection, kept while in use."""

import os
import re
import sys

from atspi import press, wait_for
from journey import ROLE, Practice, Sluice, expect, main
from looks import unnamed

KEEPS_SETTINGS = {'GSETTINGS_BACKEND': 'keyfile'}
INSTANCE = 'empty-instance'
REGION = 'eu-central-1'
LINK = f'Private Link in {REGION}'


def start_sluice(run, practice, name='s3sink'):
    sluice = run(Sluice, '--base-url', practice.url, env=KEEPS_SETTINGS)
    sluice.fill(public_key=practice.public_key, private_key=practice.private_key,
                project_id=practice.project, stream_processing_instance=INSTANCE,
                connection_name=name, role_arn=ROLE)
    sluice.wait_entry('^Key .* was accepted$')
    return sluice


def button(sluice, name):
    """In whichever window; GTK 4.8 names the buttons of questions twice."""
    def find():
        for node, role, its_name in sluice.node.named():
            if role == 'button' and its_name in (name, f'{name} {name}') and node.on_screen() \
                    and 'sensitive' in node.states:
                return node
    return wait_for(find, f'button “{name}”')


def wait_written(pattern):
    """The settings are written when nothing else is to be done."""
    settings = os.path.join(os.environ['XDG_CONFIG_HOME'], 'glib-2.0', 'settings', 'keyfile')

    def written():
        if not os.path.exists(settings):
            return False
        with open(settings, encoding='utf-8') as keyfile:
            return re.search(pattern, keyfile.read())
    wait_for(written, f'“{pattern}” in the settings')


def chosen_network(sluice):
    row = sluice.node.find('combo box', 'Network')
    return [name for node, role, name in row.named() if role == 'label' and node.on_screen()]


def open_network(sluice):
    def reached():
        """Keys are lost while a window that was in front is closing."""
        if 'focused' in sluice.node.find('combo box', 'Network').states:
            return True
        sluice.window.focus()
        press('alt+w')
        return False
    sluice.window.focus()
    wait_for(reached, 'the keyboard focus on Network')
    press('space')
    wait_for(lambda: any(role == 'list item' and name == 'Private Links…' and node.on_screen()
                         for node, role, name in sluice.node.named()), 'the networks')


def wait_offered(sluice, name):
    wait_for(lambda: any(role == 'list item' and its_name == name
                         for _, role, its_name in sluice.node.named()), f'network “{name}”')


def open_links(sluice):
    open_network(sluice)
    press('End', 'Return')
    wait_for(lambda: any(window.name == 'Private Links' for window in sluice.node.children()),
             'the window Private Links')
    sluice.wait_words('^us-east-1$')


def create_link(sluice):
    button(sluice, 'Create Private Link').click()
    sluice.wait_words('US\\$ a month')
    sluice.picture('links-price')
    button(sluice, 'Create').click()


def links(run):
    """From nothing to a connection behind a link, which then cannot be deleted."""
    practice = run(Practice)
    sluice = start_sluice(run, practice)
    open_links(sluice)
    expect(not list(unnamed(sluice.node)), f'unnamed: {list(unnamed(sluice.node))}')
    sluice.picture('links-dialog')
    create_link(sluice)
    sluice.wait_words('^Being prepared')
    sluice.wait_entry(f'^The private link in {REGION} is ready$')
    expect(len(practice.requests('POST .*privateLink')) == 1, 'not one POST')
    press('Escape')
    wait_for(lambda: len(list(sluice.node.children())) == 1, 'the window Private Links closed')

    open_network(sluice)
    wait_offered(sluice, LINK)
    press('Home', 'Down', 'Return')
    wait_for(lambda: LINK in chosen_network(sluice), 'the link chosen')
    sluice.picture('links-chosen')
    sluice.press('Preview Request')
    sluice.wait_words('"networking":{"access":{"type":"PRIVATE_LINK","connectionId":"')
    press('Escape')
    sluice.press('Create Connection')
    sluice.wait_entry('^Connection s3sink is ready$')

    open_links(sluice)
    button(sluice, f'Delete {REGION}').click()
    sluice.wait_words(f's3sink in {INSTANCE}')
    sluice.picture('links-in-use')
    button(sluice, 'Delete').click()
    sluice.wait_entry(f'^The private link in {REGION} is in use$')
    sluice.picture('links-refused')
    press('Escape')
    wait_for(lambda: len(list(sluice.node.children())) == 1, 'the window Private Links closed')
    expect(len(practice.requests('GET .*privateLinkConnections\\?')) <= 4,
           'listed again and again')
    sluice.close()


def links_resumed(run):
    """Killed while a link is prepared and a network chosen: both are there at the next start."""
    practice = run(Practice, '--ready-after', '3')
    sluice = start_sluice(run, practice)
    open_links(sluice)
    create_link(sluice)
    sluice.wait_entry(f'^Waiting until the private link in {REGION} is ready$')
    wait_written(r'watched-links=\[\(')
    sluice.kill()

    sluice = start_sluice(run, practice)
    sluice.wait_entry(f'^The private link in {REGION} is ready$')
    expect(len(practice.requests('POST .*privateLink')) == 1, 'created again')
    open_network(sluice)
    wait_offered(sluice, LINK)
    press('Home', 'Down', 'Return')
    wait_for(lambda: LINK in chosen_network(sluice), 'the link chosen')
    wait_written("private-link='.")
    sluice.kill()

    sluice = start_sluice(run, practice)
    wait_for(lambda: LINK in chosen_network(sluice), 'the link still chosen')
    expect(not any('private link' in headline for headline in sluice.entries()),
           f'told again: {sluice.entries()}')
    sluice.close()


def links_looks(run):
    """360 pixels wide; and where the key may not list them."""
    practice = run(Practice, '--scenario', 'fails@create-link')
    sluice = start_sluice(run, practice)
    open_links(sluice)
    create_link(sluice)
    sluice.wait_entry(f'^The private link in {REGION} has failed$')
    sluice.picture('links-failed')
    press('Escape')
    size = sluice.window.resize(360, 640)
    expect(size[0] <= 360, f'the window takes {size[0]} pixels at least')
    open_links(sluice)
    sluice.picture('links-narrow')
    press('Escape')
    sluice.kill()


if __name__ == '__main__':
    sys.exit(main({function.__name__.replace('_', '-'): function for function in (
        links, links_resumed, links_looks)}))
