// The list of records: search and pages; what the home page tells.
import assert from 'node:assert/strict';
import test from 'node:test';

import { recordBytes } from './lib/documents.mjs';
import { links, parse, squeeze } from './lib/html.mjs';
import { openSite } from './lib/site.mjs';

function named(name, publisher = 'Hollow Lane School') {
  return recordBytes({ members: {
    name: `Record of ${name}`,
    learner: { id: 'urn:uuid:6b0f7c0e-6b7b-4c1b-9b6a-0a4c2b5d7e11', type: 'Profile', name },
    publisher: { id: 'https://office.example/profiles/1', type: 'Profile', name: publisher },
  } });
}

function records(page) {
  return [...new Set(links(page.text).filter(at => /^\/records\/[\w-]+$/.test(at)))];
}

test('the list of records', async t => {
  const site = await openSite();
  try {
    await t.test('empty: says so and leads to the import', async () => {
      for (const path of ['/', '/records']) {
        const page = await site.ask(path);
        assert.equal(page.status, 200);
        assert.ok(links(page.text).some(at => at.endsWith('/import')), path);
      }
    });

    await site.import(named('Ada Sample'));
    await site.import(named('Örjan Ågren', 'Köln 100% Kolleg'));
    await site.import(named('Zed_Underscore'));

    await t.test('search by learner, publisher, name; letters of any case', async () => {
      const cases = [['', 3], ['ada', 1], ['ADA', 1], ['Köln', 1], ['Hollow', 2], ['Record of', 3],
        ['nobody', 0], ['100%', 1], ['%', 1], ['_', 1], ['d_u', 1], ["'", 0], ['\\', 0], ['Ågren', 1]];
      for (const [q, count] of cases) {
        const page = await site.ask(`/records?q=${encodeURIComponent(q)}`);
        assert.equal(page.status, 200, q);
        assert.equal(records(page).length, count, `search for ${q}`);
      }
    });

    await t.test('what was searched for stands in the field', async () => {
      const page = await site.ask('/records?q=%22%3E%3Cb%3Ex');
      const field = parse(page.text).elements.find(e => e.name === 'input' && e.attrs.name === 'q');
      assert.equal(field.attrs.value, '"><b>x');
    });

    await t.test('page by page, none twice, none left out', async () => {
      for (let i = 0; i < 110; i++) await site.import(named(`Learner ${String(i).padStart(3, '0')}`));
      const seen = [];
      let at = '/records';
      for (let turns = 0; at && turns < 10; turns++) {
        const page = await site.ask(at);
        seen.push(...records(page));
        const next = parse(page.text).elements.find(e => e.name === 'a' &&
          e.attrs.rel?.split(' ').includes('next'));
        at = next?.attrs.href;
      }
      assert.equal(seen.length, 113);
      assert.equal(new Set(seen).size, 113);
      assert.match(squeeze(parse((await site.ask('/records')).text).words), /\b113\b/);
    });

    await t.test('a page that is none', async () => {
      for (const page of ['0', '-1', 'x', '', '1.5'])
        assert.equal((await site.ask(`/records?page=${page}`)).status, 422, page);
      assert.equal((await site.ask('/records?page=1000')).status, 200);
    });
  } finally {
    await site.close();
  }
});
