#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page Emit: a stage made from the form, and a pipeline that was written elsewhere."""

import json
import sys

from atspi import press, wait_for
from journey import Practice, Sluice, expect, main

WRONG = '''[
  { $source: { connectionName: 'sample_stream_solar' } },
  { $merge: { into: { connectionName: 'solar-archive', db: 'a', coll: 'b' } } }  // to S3
]'''


def open_page(run, *arguments):
    practice = run(Practice)
    sluice = run(Sluice, '--base-url', practice.url, *arguments)
    sluice.fill_for(practice, test_bucket='my-bucket')
    sluice.wait_entry('^Key practice was accepted$')
    sluice.wait_words('AWS, VIRGINIA_USA')            # the place is known
    press('alt+3')
    wait_for(lambda: sluice.node.find('button', 'Copy Stage').on_screen(), 'the page Emit')
    return practice, sluice


def shown_stage(sluice):
    return json.loads(sluice.node.find('text box', 'Stage').text)['$emit']


def stage(run):
    """What is typed is in the text at once; what Atlas would refuse is not given out."""
    _, sluice = open_page(run)
    expect(shown_stage(sluice) == {'connectionName': 's3sink', 'bucket': 'my-bucket', 'path': ''},
           f'first stage: {shown_stage(sluice)}')
    sluice.node.find('button', 'Copy Stage').click()
    sluice.wait_words('path')
    sluice.picture('emit-incomplete')

    sluice.node.find('text box', 'Path').set_text('events/')
    sluice.node.find('text box', 'Documents per File').set_text('1000')
    sluice.node.find('text box', 'Interval').set_text('8')
    wait_for(lambda: shown_stage(sluice).get('config', {}).get('writeOptions', {}).get('interval')
             == {'size': 8, 'unit': 'minute'}, 'the interval in the stage')
    expected = {'connectionName': 's3sink', 'bucket': 'my-bucket', 'path': 'events/',
                'config': {'writeOptions': {'count': 1000,
                                            'interval': {'size': 8, 'unit': 'minute'}}}}
    expect(shown_stage(sluice) == expected, f'stage: {shown_stage(sluice)}')
    sluice.picture('emit-stage')
    sluice.node.find('button', 'Copy Stage').click()
    sluice.wait_words('^Copied$')
    text = sluice.node.find('text box', 'Pipeline')
    sluice.node.find('button', 'Check Pipeline').click()      # nothing there yet: moves the focus
    wait_for(lambda: any(label.text.startswith('Paste a pipeline')
                         for label in sluice.node.all('label')), 'what is missing')
    press('ctrl+v')
    wait_for(lambda: text.text and json.loads(text.text) == {'$emit': expected}, 'what was copied')
    sluice.close()


def choose_connection(sluice):
    """Only connections to S3 are offered."""
    sluice.press('Choose Connection')
    wait_for(lambda: any(name == 'solar-archive' and role == 'list item'
                         for _, role, name in sluice.node.named()), 'the connection')
    expect(not any(name == 'orders' for _, _, name in sluice.node.named()), 'Kafka was offered')
    sluice.picture('emit-choose')
    press('Return')
    wait_for(lambda: shown_stage(sluice)['connectionName'] == 'solar-archive', 'what was chosen')


def pipeline(run):
    """$merge into an S3 connection is found, explained and mended."""
    _, sluice = open_page(run)
    choose_connection(sluice)
    text = sluice.node.find('text box', 'Pipeline')
    check = sluice.node.find('button', 'Check Pipeline')
    text.set_text(WRONG)
    check.click()
    wait_for(lambda: sluice.node.maybe('list item', None) and any(
        node.name.startswith('Line 3, column ') and '$merge' in node.name
        for node in sluice.node.all('list item')), 'the remark about $merge')
    fix = sluice.node.find('button', 'Fix')
    fix.click()
    wait_for(lambda: '$emit' in text.text and '$merge' not in text.text, '$emit in its place')
    # A line that would keep the window busy with each key comes in several.
    long = '[' + '{"$match": {"a": 1}}, ' * 1000 + '{}]'
    text.set_text(long)
    expect(json.loads(text.text) == json.loads(long), 'another pipeline')
    expect(max(map(len, text.text.split('\n'))) < 200, 'a line that is too long')
    sluice.close()


def narrow(run):
    """All of it fits into 360 pixels."""
    _, sluice = open_page(run)
    size = sluice.window.resize(360, 640)
    sluice.picture('emit-narrow')
    expect(size == (360, 640), f'the window is {size} instead')
    sluice.close()


if __name__ == '__main__':
    sys.exit(main({'emit-stage': stage, 'emit-pipeline': pipeline, 'emit-narrow': narrow}))
