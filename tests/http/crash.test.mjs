// kill -9 of the whole process group under writers: nothing acknowledged is
// lost, nothing deleted comes back.  LONG=1 makes it 200 rounds.
import assert from 'node:assert/strict';
import test from 'node:test';

import { recordOfSize } from './lib/documents.mjs';
import { dice } from './lib/fastcgi.mjs';
import { isLong, sleep } from './lib/env.mjs';
import { openSite } from './lib/site.mjs';

const rounds = isLong ? 200 : 6;
const writers = 8;

// Import, and delete every fourth, until ${state.isOver}.
async function write(site, state) {
  for (let i = 0; !state.isOver; i++) {
    const document = recordOfSize(2000 + 3000 * (i % 5));
    const reply = await site.post('/import', { text: document.toString() }).catch(() => null);
    if (reply?.status !== 303) {
      await sleep(5);
      continue;
    }
    const entry = { import: reply.location, document };
    state.acknowledged.push(entry);
    if (i % 4 === 3) await remove(site, state, entry);
  }
}

async function remove(site, state, entry) {
  const [record] = await site.recordsOf(entry.import).catch(() => []);
  if (!record) return;
  entry.isUnsure = true; /* until the answer is here */
  const reply = await site.post(`${record}/delete`, {}).catch(() => null);
  if (reply?.status !== 303) return;
  entry.isUnsure = false;
  entry.deleted = record;
}

async function isKept(site, entry) {
  if (entry.isUnsure) return;
  if (entry.deleted) {
    assert.equal((await site.ask(entry.deleted)).status, 410, 'a deleted record stays deleted');
    return;
  }
  const [record] = await site.recordsOf(entry.import);
  assert.ok(record, 'an acknowledged import is there');
  const json = await site.ask(record, { accept: 'application/json' });
  assert.ok(json.bytes.equals(entry.document), 'whole');
}

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
  for (const entry of state.acknowledged) await isKept(site, entry);
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
    for (const entry of all) await isKept(site, entry);
  } finally {
    await site.close();
  }
});
