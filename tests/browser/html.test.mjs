// Every page by the Nu HTML checker, and read with a text browser.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { signedPart } from '../http/lib/documents.mjs';
import { run } from '../http/lib/env.mjs';
import { squeeze } from '../http/lib/html.mjs';
import { openSite } from '../http/lib/site.mjs';
import { furnish } from './lib/browser.mjs';
import { nuChecker } from './lib/judge.mjs';

test('every page is valid and reads as text', { timeout: 600000 }, async t => {
  const site = await openSite();
  try {
    const pages = await furnish(site);
    const files = {};
    for (const [name, path] of Object.entries(pages))
      files[site.write(`${name}.html`, (await site.ask(path, { accept: 'text/html' })).bytes)] = name;
    const refused = await site.post('/import', { text: '{"a":' });
    files[site.write('refused.html', refused.bytes)] = 'refused';

    await t.test('Nu HTML checker: no error, no warning', () =>
      assert.deepEqual(nuChecker(Object.keys(files)), []));

    await t.test('a text browser shows every name of a record', async () => {
      for (const [name, path] of Object.entries(pages).filter(([name]) => name.startsWith('share-'))) {
        const text = squeeze(run('w3m', ['-dump', '-cols', '200', '-T', 'text/html',
          join(site.dir, `${name}.html`)]).stdout);
        const { text: json } = await site.ask(path, { accept: 'application/json' });
        const lost = names(JSON.parse(json)).filter(words => !text.includes(squeeze(words)));
        assert.deepEqual(lost, [], name);
      }
    });

    await t.test('every page has a title, a language, one main heading', async () => {
      for (const path of Object.values(pages)) {
        const { text } = await site.ask(path, { accept: 'text/html' });
        assert.match(text, /^<!doctype html>/i, path);
        assert.match(text, /<html[^>]* lang="[a-z-]+"/, path);
        assert.match(text, /<title>[^<]{3,}<\/title>/, path);
        assert.equal(text.match(/<h1[\s>]/g)?.length, 1, path);
        assert.equal(text.match(/<main[\s>]/g)?.length, 1, path);
        assert.match(text, /<meta[^>]*name="?viewport/, path);
        assert.doesNotMatch(text, / on[a-z]+="| style="|<style|javascript:/, `${path}: nothing inline`);
      }
    });

    await t.test('private pages stay out of search engines', async () => {
      for (const [name, path] of Object.entries(pages))
        if (name !== 'home')
          assert.match((await site.ask(path)).text, /<meta[^>]*name="robots"[^>]*noindex/, name);
    });
  } finally {
    await site.close();
  }
});

// Names of the achievements and people in a document; signed parts too.
function names(value) {
  if (Array.isArray(value)) return value.flatMap(names);
  const signed = signedPart(value);
  if (signed) return names(signed);
  if (!value || typeof value !== 'object') return [];
  return [...(typeof value.name === 'string' && value.type !== 'Clr' ? [value.name] : []),
    ...Object.values(value).flatMap(names)];
}
