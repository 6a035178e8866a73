// Documents as they are met, those of CLARUS_SAMPLES with their real
// mistakes: each is taken, shown and given back.
import assert from 'node:assert/strict';
import test from 'node:test';

import { staysTheSame } from './lib/checks.mjs';
import { samples } from './lib/env.mjs';
import { openSite } from './lib/site.mjs';

test('real documents', async t => {
  const documents = samples(t);
  assert.ok(documents.length >= 5, 'there are documents');
  const site = await openSite();
  try {
    for (const [name, file] of documents) {
      await t.test(name, () => name.includes('.key.')
        ? isNoRecord(site, name, file) : isTaken(site, name, file));
    }
  } finally {
    await site.close();
  }
});

async function isTaken(site, name, file) {
  const records = await site.import(file, name);
  assert.ok(records.length >= 1);
  for (const path of records) await staysTheSame(site, path, file);
}

async function isNoRecord(site, name, file) {
  assert.equal((await site.upload([[name, file]])).status, 422);
}
