// The ways the program is started, and how it ends.
import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import test from 'node:test';

import { recordBytes } from './lib/documents.mjs';
import { clarus, isRunning, run, stop } from './lib/env.mjs';
import { carrierNames, openSite } from './lib/site.mjs';

async function works(site) {
  const document = recordBytes();
  const [record] = await site.import(document);
  const json = await site.ask(record, { accept: 'application/json' });
  assert.ok(json.bytes.equals(document));
  assert.equal((await site.ask(site.share(record))).status, 200);
}

for (const serve of carrierNames) {
  test(`started by ${serve}`, async () => {
    const site = await openSite({ serve });
    try {
      await works(site);
      const end = await stop(site.service);
      assert.deepEqual(end, { code: 0, signal: null }, site.said());
    } finally {
      await site.close();
    }
  });
}

test('started by the web server itself', async () => {
  const site = await openSite({ server: 'lighttpd-spawns' });
  try {
    await works(site);
  } finally {
    await site.close();
  }
});

test('the socket', async t => {
  const site = await openSite({ settings: { socket_mode: '0660' } });
  try {
    await t.test('is for owner and group only', () => {
      assert.equal(statSync(site.socket).mode & 0o777, 0o660);
    });
    await t.test('in use by another is refused', () => {
      const second = site.clarus('--socket', site.socket, 'serve');
      assert.notEqual(second.status, 0);
      assert.match(second.stderr, /another process listens|in use/i);
      assert.match(second.stderr, new RegExp(site.socket));
    });
    await t.test('left by a crash is taken over', async () => {
      await site.restart('SIGKILL');
      assert.equal((await site.ask('/health')).status, 200);
    });
    await t.test('is gone after an orderly end', async () => {
      await stop(site.service);
      assert.ok(!existsSync(site.socket));
    });
  } finally {
    await site.close();
  }
});

test('SIGINT ends it too, and SIGHUP replaces the workers', async () => {
  const site = await openSite();
  try {
    site.service.kill('SIGHUP');
    for (let i = 0; i < 20; i++) assert.equal((await site.ask('/health')).status, 200);
    assert.ok(isRunning(site.service));
    assert.deepEqual(await stop(site.service, 'SIGINT'), { code: 0, signal: null });
  } finally {
    await site.close();
  }
});

test('nothing to serve on is wrong use', () => {
  const done = run(clarus, ['serve'], { env: { PATH: process.env.PATH } });
  assert.notEqual(done.status, 0);
  assert.match(done.stderr, /\w+ \w+/);
});
