// Real documents with their real mistakes: each is taken, shown and given
// back.  CLARUS_SAMPLES names their folder.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { staysTheSame } from './lib/checks.mjs';
import { samplesFolder } from './lib/env.mjs';
import { openSite } from './lib/site.mjs';

test('real documents', async t => {
  const folder = samplesFolder();
  const files = readdirSync(folder).filter(name => /\.(json|jws)$/.test(name));
  assert.ok(files.length >= 5, `documents in ${folder}`);
  const site = await openSite();
  try {
    for (const name of files) {
      const file = readFileSync(join(folder, name));
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
