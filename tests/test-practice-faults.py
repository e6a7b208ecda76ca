#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every scenario of the practice Atlas: what a client sees of it, and that it ends.

    test-practice-faults.py SLUICE-PRACTICE
"""

import http.client
import socket
import subprocess
import sys
import time

import practice_atlas
from practice_atlas import PROGRAM, ROLE, S3, Atlas, lost

TESTED = set()


def started_with(*names, ready_after='0'):
    """An Atlas with these scenarios on."""
    TESTED.update(name.split('@')[0].split('*')[0] for name in names)
    return Atlas('--ready-after', ready_after, *(f'--scenario={name}' for name in names))


def offer(atlas):
    answer = atlas.raw('GET', atlas.api)
    return [value for key, value in answer.headers if key == 'WWW-Authenticate']


def stale_once():
    with started_with('stale-once') as atlas:
        answer = atlas.create()
        assert answer.status == 401 and answer.header('WWW-Authenticate').endswith('stale=true')
        assert atlas.state_of('s3sink') == 404, 'and the old nonce still serves'
        atlas.challenge(answer)
        assert atlas.create().status == 200


def stale_forever():
    with started_with('stale-forever') as atlas:
        answer = atlas.challenge()
        for _ in range(5):
            answer = atlas.get(atlas.api)
            assert answer.header('WWW-Authenticate').endswith('stale=true')
            atlas.challenge(answer)


def new_nonce():
    with started_with('new-nonce') as atlas:
        assert atlas.get(atlas.api).status == 200
        answer = atlas.get(atlas.api)
        assert answer.status == 401 and answer.header('WWW-Authenticate').endswith('stale=false')
        atlas.challenge(answer)
        assert atlas.get(atlas.api).status == 200
        assert atlas.get(atlas.api).status == 200


def wrong_key_later():
    with started_with('wrong-key-later') as atlas:
        assert atlas.get(atlas.api).status == 200
        for _ in range(3):
            answer = atlas.get(atlas.api)
            assert answer.status == 401
            assert answer.header('WWW-Authenticate').endswith('stale=false')
            atlas.challenge(answer)


def challenges_of_other_kinds():
    with started_with('basic-only') as atlas:
        assert offer(atlas) == ['Basic realm="MMS Public API"']
        assert atlas.raw('GET', atlas.api, {'Authorization': 'Basic eDp5'}).status == 401
    with started_with('basic-too') as atlas:
        basic, digest = offer(atlas)
        assert basic.startswith('Basic ') and 'algorithm=MD5' in digest
        assert atlas.get(atlas.api).status == 200
    with started_with('sha256-only') as atlas:
        one, = offer(atlas)
        assert 'algorithm=SHA-256,' in one and 'MD5' not in one
        assert atlas.get(atlas.api).status == 401


def redirect():
    with started_with('redirect') as atlas:
        answer = atlas.raw('GET', atlas.registry)
        assert answer.status == 302
        host, path = answer.header('Location').split(atlas.api)
        assert host.startswith('http://127.0.0.1:') and host != atlas.url
        assert atlas.api + path == atlas.registry
        port = int(host.rsplit(':', 1)[1])
        assert atlas.raw('POST', atlas.registry, body='{}').status == 307
        assert [line[5] for line in atlas.log()] == ['list-connections', 'create-connection']
        assert atlas.raw('GET', atlas.registry, port=port).status == 200
        assert atlas.log()[-1][5] == 'elsewhere'


def refusals():
    with started_with('address-not-listed') as atlas:
        answer = atlas.get(atlas.api)
        assert answer.status == 403 and answer.code == 'IP_ADDRESS_NOT_ON_ACCESS_LIST'
        assert answer.json['parameters'] == ['203.0.113.7']
        assert answer.header('X-Error-Code') == answer.code
    with started_with('role-missing') as atlas:
        answer = atlas.create()
        assert answer.status == 401 and answer.code == 'USER_UNAUTHORIZED'
        assert answer.header('WWW-Authenticate') is None
        assert atlas.state_of('s3sink') == 404
    with started_with('read-only-list') as atlas:
        answer = atlas.get(atlas.registry)
        assert answer.status == 401 and answer.code == 'USER_UNAUTHORIZED'
        assert atlas.state_of('orders') == 'READY'


def cannot_assume_role():
    with started_with('cannot-assume-role') as atlas:
        access = f'{atlas.api}/groups/{atlas.project}/cloudProviderAccess'
        role = f"{access}/{atlas.get(access).json['awsIamRoles'][1]['roleId']}"
        body = {'providerName': 'AWS', 'iamAssumedRoleArn': ROLE}
        for send in (atlas.create, lambda: atlas.send('PATCH', role, body)):
            for _ in range(2):
                answer = send()
                assert answer.status == 400 and answer.code == 'CANNOT_ASSUME_ROLE'
                assert answer.json['parameters'] == [ROLE]
            assert send().status == 200


def bucket_check():
    with started_with('bucket-check') as atlas:
        answer = atlas.create()
        assert answer.status == 400
        assert answer.json['badRequestDetail']['fields'][0]['field'] == 'aws.testBucket'
        assert atlas.create(aws={'roleArn': ROLE}).status == 200


def busy_servers():
    with started_with('rate-limited') as atlas:
        for target in (atlas.api, atlas.registry):
            answer = atlas.get(target)
            assert answer.status == 429 and answer.header('Retry-After') == '2'
            assert answer.code == 'RATE_LIMITED_TOKEN_BUCKET'
            assert answer.json['parameters'][1] == '2'
            assert atlas.get(target).status == 200
    with started_with('html-503') as atlas:
        answer = atlas.create()
        assert answer.status == 503 and answer.header('Content-Type').startswith('text/html')
        assert answer.body.startswith(b'<!DOCTYPE html>')
        assert atlas.state_of('orders') == 503 and atlas.state_of('s3sink') == 404


def any_error():
    TESTED.add('error-STATUS-CODE')
    with started_with('error-402-NO_PAYMENT_INFORMATION_FOUND@create-connection*1') as atlas:
        assert atlas.get(atlas.api).status == 200
        answer = atlas.create()
        assert answer.status == 402 and answer.code == 'NO_PAYMENT_INFORMATION_FOUND'
        assert atlas.create().status == 200


def lost_request():
    with started_with('lost-request') as atlas:
        atlas.challenge()
        assert lost(atlas.create)
        assert atlas.state_of('s3sink') == 404
        assert atlas.log()[1][4] == '0'


def lost_answer():
    with started_with('lost-answer') as atlas:
        atlas.challenge()
        assert lost(atlas.create)
        assert atlas.state_of('s3sink') == 'READY'
        assert [line[0] for line in atlas.log()].count('POST') == 1


def silent():
    with started_with('silent') as atlas:
        atlas.challenge()
        try:
            atlas.send('POST', atlas.registry, S3, timeout=1)
            assert False
        except socket.timeout:
            pass
        assert atlas.state_of('s3sink') == 'READY'


def server_error_done():
    with started_with('server-error-done') as atlas:
        answer = atlas.create()
        assert answer.status == 500 and answer.code == 'UNEXPECTED_ERROR'
        assert atlas.state_of('s3sink') == 'READY'


def false_success():
    with started_with('false-success') as atlas:
        answer = atlas.create()
        assert answer.status == 200 and answer.json == {'id': 'another'}
        assert atlas.state_of('s3sink') == 404


def denied_done():
    with started_with('denied-done') as atlas:
        answer = atlas.create()
        assert answer.status == 403 and answer.code == 'ACCESS_FORBIDDEN'
        assert atlas.state_of('s3sink') == 'READY'


def new_connections_take_their_time():
    with started_with('private-link') as atlas:
        assert atlas.create().json['state'] == 'PENDING'
        atlas.wait_for('s3sink', 'READY')
    with started_with('fails') as atlas:
        assert atlas.create().json['state'] == 'PENDING'
        atlas.wait_for('s3sink', 'FAILED')
    with started_with('pending-forever') as atlas:
        assert atlas.create().json['state'] == 'PENDING'
        time.sleep(0.3)
        assert atlas.state_of('s3sink') == 'PENDING'


def answers_that_lack_something():
    with started_with('no-state', 'bucket-not-echoed') as atlas:
        created = atlas.create().json
        assert 'state' not in created and created['aws'] == {'roleArn': ROLE}
        assert atlas.get(f'{atlas.registry}/s3sink').json['aws'] == {'roleArn': ROLE}
        assert atlas.state_of('s3sink') == 'READY'
    with started_with('other-name') as atlas:
        assert atlas.create().json['name'] == 'somebody-elses'
        assert atlas.state_of('s3sink') == 'READY'
    with started_with('patch-without-state') as atlas:
        atlas.create()
        answer = atlas.send('PATCH', f'{atlas.registry}/s3sink', S3)
        assert answer.status == 200 and 'state' not in answer.json


def not_found_once():
    with started_with('not-found-once') as atlas:
        assert atlas.create().status == 200
        assert atlas.state_of('s3sink') == 404
        assert atlas.state_of('s3sink') == 'READY'


def slow_delete():
    with started_with('slow-delete') as atlas:
        atlas.create()
        assert atlas.send('DELETE', f'{atlas.registry}/s3sink').status == 202
        assert atlas.state_of('s3sink') == 'DELETING'
        answer = atlas.create()
        assert answer.status == 409 and answer.code == 'STREAM_CONNECTION_NAME_ALREADY_EXISTS'


def in_use():
    with started_with('in-use') as atlas:
        for method, body in (('DELETE', None), ('PATCH', {})):
            answer = atlas.send(method, f'{atlas.registry}/orders', body)
            assert answer.status == 403, method
            assert answer.code == 'STREAM_CONNECTION_HAS_STREAM_PROCESSORS'


def run_processor(atlas):
    """Creates and starts one; gives its address and the answer to the start."""
    path = f'{atlas.streams}/{atlas.instance}/processor'
    stages = [{'$source': {'connectionName': 'sample_stream_solar'}},
              {'$emit': {'connectionName': 'solar-archive', 'bucket': 'b', 'path': 'p/'}}]
    assert atlas.send('POST', path, {'name': 'one', 'pipeline': stages}).status == 200
    return path + '/one', atlas.send('POST', path + '/one:start')


def failed_deliveries():
    for name, word in (('denied', 's3:PutObject'), ('no-bucket', 'NoSuchBucket'),
                       ('region', 'PermanentRedirect'), ('kms', 'kms:GenerateDataKey')):
        with started_with('delivery-' + name) as atlas:
            one = atlas.get(run_processor(atlas)[0]).json
            assert one['state'] == 'FAILED' and word in one['errorMsg'], one
            assert 'stats' not in one and not [key for key in one if '.' in key], one


def deliveries_take_their_time():
    with started_with(ready_after='0.4') as atlas:
        path, answer = run_processor(atlas)
        assert answer.status == 200 and atlas.get(path).json['state'] == 'STARTING'
        practice_atlas.until(lambda: atlas.get(path).json['state'] == 'STARTED')
        practice_atlas.until(lambda: atlas.get(path).json['stats']['outputMessageCount'] > 0)
        assert atlas.send('POST', path + ':stop').status == 200
        practice_atlas.until(lambda: atlas.get(path).json['state'] == 'STOPPED')


def deliveries_that_do_not_go_well():
    with started_with('never-delivers', 'unknown-connection*1', 'stop-ignored') as atlas:
        path = f'{atlas.streams}/{atlas.instance}/processor'
        assert atlas.send('POST', path, {'name': 'no'}).code == 'STREAM_PROCESSOR_GENERIC_ERROR'
        path, _ = run_processor(atlas)
        stats = atlas.get(path).json['stats']
        assert stats['inputMessageCount'] > 0 and stats['outputMessageCount'] == 0
        assert atlas.send('POST', path + ':stop').status == 200
        assert atlas.get(path).json['state'] == 'STARTED'
    with started_with('processor-timeout') as atlas:
        path, answer = run_processor(atlas)
        assert answer.status == 504 and answer.code == 'STREAM_PROCESSOR_TIMEOUT'
        assert atlas.get(path).json['state'] == 'STARTED'


def three_pages():
    with started_with('three-pages') as atlas:
        for size in (500, 100, 4):
            names = []
            for page in (1, 2, 3, 4):
                answer = atlas.get(f'{atlas.registry}?pageNum={page}&itemsPerPage={size}').json
                names += [one['name'] for one in answer['results']]
                if size == 500:
                    assert len(answer['results']) == (0, 500, 500, 250, 0)[page]
            assert len(names) == len(set(names)) and answer['totalCount'] != len(names)
        assert atlas.state_of('filler-0600') == 'READY'


def odd_connections():
    with started_with('huge-name', 'unknown-type', 'unknown-state') as atlas:
        listed = {one['name']: one for one in atlas.get(atlas.registry).json['results']}
        assert 'n' * 5000 in listed
        assert listed['from-the-future']['type'] == 'QuantumTape'
        assert listed['half-asleep']['state'] == 'REHYDRATING'
        assert atlas.create().json['state'] == 'REHYDRATING'
        atlas.wait_for('s3sink', 'READY')


def bodies_that_cannot_be_read():
    with started_with('truncated') as atlas:
        body = atlas.create().body
        assert body.startswith(b'{"name"') and not body.endswith(b'}')
    with started_with('bad-json') as atlas:
        answer = atlas.get(atlas.api)
        assert answer.status == 200 and b'<not json>' in answer.body
    with started_with('deep-json') as atlas:
        assert atlas.get(atlas.api).body == b'[' * 200000 + b']' * 200000
    with started_with('empty-body') as atlas:
        answer = atlas.create()
        assert answer.status == 200 and answer.body == b''
    with started_with('cut-off') as atlas:
        atlas.challenge()
        try:
            atlas.get(atlas.api)
            assert False
        except http.client.IncompleteRead as error:
            assert error.partial and error.expected


def answers_that_are_slow():
    with started_with('slow*1') as atlas:
        atlas.challenge()
        start = time.monotonic()
        assert atlas.get(atlas.api).status == 200
        assert 2.9 < time.monotonic() - start
    with started_with('trickle*1') as atlas:
        atlas.challenge()
        line = socket.create_connection(('127.0.0.1', atlas.port), timeout=10)
        request = f'DELETE {atlas.registry}/orders HTTP/1.1\r\nHost: x\r\nAccept: ' \
                  'application/vnd.atlas.2023-02-01+json\r\nAuthorization: ' \
                  f"{atlas.sign('DELETE', atlas.registry + '/orders')}\r\n\r\n"
        with line:
            start, answer = time.monotonic(), b''
            line.sendall(request.encode())
            while len(answer) < 4:
                answer += line.recv(4096)
        assert answer.startswith(b'HTTP') and time.monotonic() - start > 0.7
        assert atlas.state_of('orders') == 404, 'others are served meanwhile'
    with Atlas('--latency', '300') as atlas:
        start = time.monotonic()
        atlas.raw('GET', atlas.api)
        assert 0.3 <= time.monotonic() - start


def a_client_that_leaves_harms_nobody():
    with Atlas('--scenario', 'silent@any,trickle@list-projects', '--latency', '200') as atlas:
        atlas.challenge()
        for target in (atlas.api, atlas.api + '/groups') * 5:
            try:
                atlas.get(target, timeout=0.05)
            except socket.timeout:
                pass
        atlas.switch('all', on=False)
        assert atlas.get(atlas.api).status == 200


def scenarios_are_switched_while_it_runs():
    with Atlas('--ready-after', '0') as atlas:
        answer = atlas.switch('bad-json@get-connection,no-state')
        assert answer.body == b'bad-json@get-connection\nno-state\n'
        assert 'state' not in atlas.create().json
        assert b'<not json>' in atlas.get(f'{atlas.registry}/s3sink').body
        assert atlas.switch('bad-json', on=False).body == b'no-state\n'
        assert atlas.state_of('s3sink') == 'READY'
        assert atlas.switch('nonsense').status == 400
        assert atlas.raw('DELETE', '/practice/scenario').body == b''
        assert 'state' in atlas.create(name='other').json
        assert atlas.switch('rate-limited@check-key*2').status == 200
        assert [atlas.get(atlas.api).status for _ in range(3)] == [429, 429, 200]
        atlas.switch('rate-limited@check-key*2')
        assert atlas.get(atlas.api).status == 429, 'it counts anew'
        assert [line[0] for line in atlas.log() if 'practice/' in line[1]] == []


def every_scenario_was_tried():
    done = subprocess.run([PROGRAM, '--list-scenarios'], stdin=subprocess.DEVNULL, text=True,
                          capture_output=True, timeout=10, check=True)
    names = {line.split()[0] for line in done.stdout.splitlines()}
    assert len(names) > 35 and names <= TESTED, names - TESTED


if __name__ == '__main__':
    sys.exit(practice_atlas.run([
        stale_once, stale_forever, new_nonce, wrong_key_later, challenges_of_other_kinds, redirect,
        refusals, cannot_assume_role, bucket_check, busy_servers, any_error, lost_request,
        lost_answer, silent, server_error_done, denied_done, false_success,
        new_connections_take_their_time,
        answers_that_lack_something, not_found_once, slow_delete, in_use,
        failed_deliveries, deliveries_take_their_time, deliveries_that_do_not_go_well, three_pages,
        odd_connections, bodies_that_cannot_be_read, answers_that_are_slow,
        a_client_that_leaves_harms_nobody, scenarios_are_switched_while_it_runs,
        every_scenario_was_tried]))
