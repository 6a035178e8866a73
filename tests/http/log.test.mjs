// The log: one line of JSON a request, and no secret in it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import test from 'node:test';

import { recordBytes } from './lib/documents.mjs';
import { until } from './lib/env.mjs';
import { exchange, request } from './lib/raw.mjs';
import { openSite } from './lib/site.mjs';

test('the log', async t => {
  const site = await openSite();
  try {
    const [record] = await site.import(recordBytes());

    await t.test('one line a request, with what an operator asks for', async () => {
      const before = site.requests().length;
      const asked = [['/', 'GET', 200], ['/nothing', 'GET', 404], [record, 'HEAD', 200],
        ['/', 'DELETE', 405], ['/s/none', 'GET', 404], ['/health', 'GET', 200]];
      for (const [path, method, status] of asked)
        assert.equal((await site.ask(path, { method })).status, status);
      const lines = site.requests().slice(before);
      assert.deepEqual(lines.map(line => [line.path, line.method, line.status]), asked);
      for (const line of lines) {
        assert.ok(!Number.isNaN(Date.parse(line.time)), 'a time');
        assert.ok(Number.isInteger(line.pid) && Number.isInteger(line.bytes));
        assert.ok(line.micros > 0 && line.micros < 5e6, `micros ${line.micros}`);
      }
      assert.equal(lines[2].route, '/records/{record}');
    });

    await t.test('no query, cookie, body, token or credential', async () => {
      const secret = 'S3CRET';
      const headers = { cookie: `clarus_me=${secret}; a=${secret}`, authorization: `Bearer ${secret}`,
        referer: `https://a.example/?${secret}`, 'user-agent': secret, origin: `https://${secret}.example` };
      await site.ask(`/records?q=${secret}`, { headers });
      await site.ask(`/nothing?token=${secret}`, { headers });
      await site.post('/import', { text: secret, token: secret }, headers);
      await site.upload([[`${secret}.json`, `{"${secret}":1}`]], { text: secret });
      await site.post(`${record}/links`, { name: secret });
      assert.ok(!readFileSync(site.log, 'utf8').includes(secret));
    });

    await t.test('one event is one line, whatever the address holds', async () => {
      const before = readFileSync(site.log, 'utf8').split('\n').length;
      const paths = ['/a%0d%0ab', '/\xff\xfe', '/"},{"x":"', '/\\', '/%1b[31m', '/\u00e9', '/' + 'y'.repeat(3000)];
      for (const path of paths) await exchange(site.port, request(`GET ${path} HTTP/1.1`));
      const lines = readFileSync(site.log, 'utf8').split('\n');
      for (const line of lines.filter(Boolean)) {
        assert.doesNotThrow(() => JSON.parse(line), line);
        assert.ok(!/[\0-\x1f\x7f]/.test(line), 'no control character');
      }
      assert.ok(lines.length - before <= paths.length);
    });

    await t.test('moved away, it is opened anew on SIGHUP', async () => {
      renameSync(site.log, `${site.log}.1`);
      site.service.kill('SIGHUP');
      const isBack = await until(async () => {
        await site.ask('/health');
        return existsSync(site.log) && site.requests().length > 0;
      });
      assert.ok(isBack);
    });
  } finally {
    await site.close();
  }
});

test('a higher level leaves the ordinary lines out', async () => {
  const site = await openSite({ settings: { log_level: 'error' } });
  try {
    await site.ask('/');
    await site.ask('/nothing');
    assert.equal(existsSync(site.log) ? site.requests().length : 0, 0);
  } finally {
    await site.close();
  }
});
