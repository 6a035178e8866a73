// Writers that remember what was acknowledged to them, and whether it is there
// after whatever befell the server.
import assert from 'node:assert/strict';

import { recordOfSize } from './documents.mjs';
import { sleep } from './env.mjs';

// Import, and delete every fourth, until ${state.isOver}.
export async function write(site, state) {
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

// Is all of that there, or gone where it was deleted?
export async function entriesKept(site, entries) {
  for (const entry of entries) await isKept(site, entry);
}
