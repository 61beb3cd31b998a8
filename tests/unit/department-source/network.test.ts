import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  hostMayBeReached,
  openGuardedAgent,
} from '../../../connectors/department-source/network/guarded-agent.js';
import { addressJudge } from '../../../connectors/department-source/network/private-address.rules.js';
import { redirectTarget } from '../../../connectors/department-source/rest/redirect.rules.js';

describe('private addresses', () => {
  const judge = addressJudge([]);

  test.each([
    '8.8.8.8',
    '59.255.0.1',
    '223.5.5.5',
    '172.15.0.1',
    '172.32.0.1',
    '2400:3200::1',
    '::ffff:8.8.8.8',
  ])('%s is public', (address) => {
    expect(judge(address)).toBe(true);
  });

  test.each([
    ...[
      '10.0.0.1',
      '127.0.0.1',
      '127.255.255.254',
      '169.254.169.254',
      '192.168.0.1',
      '0.0.0.0',
      '255.255.255.255',
    ],
    ...[
      '224.0.0.1',
      '198.18.0.1',
      '::',
      '::1',
      'fc00::1',
      'fe80::1%eth0',
      'ff02::1',
      '::ffff:10.0.0.1',
      '::ffff:a00:1',
    ],
    ...['64:ff9b::a00:1', '2002:a00:1::', '::10.0.0.1', '', 'localhost', 'not-an-address'],
  ])('%s is not', (address) => {
    expect(judge(address)).toBe(false);
  });

  test('an IPv4 address is judged the same when it is written as IPv6', () => {
    const allowing = addressJudge(['10.0.0.0/8', '192.168.7.0/24']);
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(judge(`::ffff:${address}`)).toBe(judge(address));
        expect(allowing(`::ffff:${address}`)).toBe(allowing(address));
      }),
    );
  });

  test('allowing a network allows it and nothing beside it', () => {
    const allowing = addressJudge(['10.1.0.0/16', 'fd12::/16']);
    expect(['10.1.2.3', 'fd12::1'].every(allowing)).toBe(true);
    expect(['10.2.0.1', 'fd13::1', '127.0.0.1'].some(allowing)).toBe(false);
  });

  test('a host written as a name is judged when it is looked up, except for localhost', () => {
    expect(hostMayBeReached('db.example.com', judge)).toBe(true);
    for (const host of ['localhost', 'LOCALHOST.', 'a.localhost', '[::1]'])
      expect(hostMayBeReached(host, judge)).toBe(false);
  });
});

describe('a connection is judged when it is made', () => {
  const server = createServer((_, response) => response.end('reached'));
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  async function reached(allowed: readonly string[]): Promise<string> {
    const agent = openGuardedAgent({ mayReach: addressJudge(allowed), connectMs: 5_000, parallel: 1 });
    try {
      const { body } = await agent.request({ origin, path: '/', method: 'GET' });
      return await body.text();
    } catch (error) {
      return String((error as { code?: unknown }).code);
    } finally {
      await agent.close();
    }
  }

  test('a name that resolves into a private network is not connected to', async () => {
    expect(await reached([])).toBe('TONGBAN_PRIVATE_ADDRESS');
  });

  test('unless that network is allowed', async () => {
    expect(await reached(['127.0.0.0/8'])).toBe('reached');
  });
});

describe('redirects', () => {
  const from = new URL('https://registry.example.gov.cn/a/b');
  const target = (location: string | null, status = 307, method: 'GET' | 'POST' = 'POST') =>
    redirectTarget(
      from,
      { status, location },
      { method, hosts: ['other.example.gov.cn', 'third.example.gov.cn:8443'] },
    )?.href ?? null;

  test.each([
    ['/c', 'https://registry.example.gov.cn/c'],
    ['c?x=1#y', 'https://registry.example.gov.cn/a/c?x=1'],
    ['https://registry.example.gov.cn/', 'https://registry.example.gov.cn/'],
    ['https://other.example.gov.cn/x', 'https://other.example.gov.cn/x'],
    ['https://third.example.gov.cn:8443/', 'https://third.example.gov.cn:8443/'],
    ['//other.example.gov.cn/', 'https://other.example.gov.cn/'],
  ])('%s is followed', (location, href) => {
    expect(target(location)).toBe(href);
  });

  test.each([
    ...[
      'http://registry.example.gov.cn/',
      'http://other.example.gov.cn/',
      'https://registry.example.gov.cn:444/',
    ],
    ...[
      'https://third.example.gov.cn/',
      'https://evil.example/',
      'https://other.example.gov.cn.evil.example/',
    ],
    ...['https://u:p@registry.example.gov.cn/', 'file:///etc/passwd', 'javascript:1', 'http://[', null],
  ])('%s is not', (location) => {
    expect(target(location)).toBe(null);
  });

  test('a POST stays a POST or is not followed', () => {
    for (const status of [301, 302, 303]) {
      expect(target('/c', status)).toBe(null);
      expect(target('/c', status, 'GET')).not.toBe(null);
    }
    for (const status of [307, 308]) expect(target('/c', status)).not.toBe(null);
  });
});
