// kill -9 of the whole process group under writers: nothing acknowledged is
// lost, nothing deleted comes back.  LONG=1 makes it 200 rounds.
import assert from 'node:assert/strict';
import test from 'node:test';

import { entriesKept, write } from './lib/acknowledged.mjs';
import { dice } from './lib/fastcgi.mjs';
import { isLong, sleep } from './lib/env.mjs';
import { openSite } from './lib/site.mjs';

const rounds = isLong ? 200 : 6;
const writers = 8;

async function round(site, roll, limit) {
  const state = { isOver: false, acknowledged: [] };
  const busy = Array.from({ length: writers }, () => write(site, state));
  await sleep(100 + roll(500));
  const killed = Date.now();
  await site.restart('SIGKILL');
  const away = Date.now() - killed;
  state.isOver = true;
  await Promise.all(busy);
  assert.ok(away < limit, `back after ${away} ms, the limit is ${limit} ms`);
  await entriesKept(site, state.acknowledged);
  return state.acknowledged;
}

test('kill -9 loses nothing', { timeout: 60000 * rounds }, async t => {
  const begun = Date.now();
  const site = await openSite();
  const limit = Math.max(5000, 10 * (Date.now() - begun));
  const roll = dice(7);
  try {
    const all = [];
    for (let i = 0; i < rounds; i++) all.push(...await round(site, roll, limit));
    t.diagnostic(`${all.length} imports acknowledged in ${rounds} rounds`);
    assert.ok(all.length > rounds, 'there was something to lose');
    await entriesKept(site, all);
  } finally {
    await site.close();
  }
});
