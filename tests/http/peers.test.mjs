// Broken FastCGI peers on the socket, and workers that die: the server goes
// on answering.  LONG=1 makes it 20,000 peers.
import assert from 'node:assert/strict';
import test from 'node:test';

import { isLong, run, sleep, until } from './lib/env.mjs';
import { broken, dice, send, whole } from './lib/fastcgi.mjs';
import { children } from './lib/processes.mjs';
import { openSite } from './lib/site.mjs';

const peers = isLong ? 20000 : 400;
const atOnce = 8;

test('broken peers', async t => {
  const site = await openSite();
  try {
    await t.test('a sound one is answered', async () => {
      const reply = await send(site.socket, whole('/health'), 2000);
      assert.match(reply.toString('latin1'), /Status: 200/);
      assert.match(reply.toString('latin1'), /"ok"/);
    });

    await t.test(`${peers} broken ones: it goes on answering`, { timeout: isLong ? 3e6 : 3e5 }, async () => {
      const roll = dice(20201);
      for (let i = 0; i < peers; i += atOnce) {
        await Promise.all(Array.from({ length: atOnce }, () =>
          send(site.socket, broken(roll))));
        const reply = await site.ask('/health');
        assert.equal(reply.status, 200, `after ${i + atOnce}: ${site.said()}`);
      }
    });

    await t.test('peers that say nothing do not stop the others', async () => {
      const silent = Array.from({ length: 3 }, () => send(site.socket, '', 3000));
      const started = Date.now();
      assert.equal((await site.ask('/health')).status, 200);
      assert.ok(Date.now() - started < 2000, `${Date.now() - started} ms`);
      await Promise.all(silent);
    });
  } finally {
    await site.close();
  }
});

// Milliseconds that a process takes to start and end here and now.
function oneProcess() {
  const started = process.hrtime.bigint();
  run('/bin/true', []);
  return Number(process.hrtime.bigint() - started) / 1e6;
}

// On a busy machine: in the time of ten processes.
test('a killed worker is replaced within 50 ms', async t => {
  const site = await openSite();
  try {
    await sleep(1200); /* one that lived a while is replaced at once */
    const before = children(site.service.pid);
    assert.ok(before.length >= 5, 'a job and at least four workers');
    const times = [];
    let limit = 50;
    for (const victim of before) {
      limit = Math.max(limit, 10 * oneProcess());
      const started = process.hrtime.bigint();
      process.kill(victim, 'SIGKILL');
      await until(() => {
        const now = children(site.service.pid);
        return !now.includes(victim) && now.length === before.length;
      }, 5000, 1);
      times.push(Number(process.hrtime.bigint() - started) / 1e6);
      assert.equal((await site.ask('/health')).status, 200);
    }
    times.sort((a, b) => a - b);
    t.diagnostic(`replaced after ${times.map(ms => ms.toFixed(1)).join(', ')} ms`);
    assert.ok(times[Math.floor(times.length / 2)] < limit, `${times} ms, the limit is ${limit} ms`);
    assert.equal(children(site.service.pid).length, before.length);
  } finally {
    await site.close();
  }
});
