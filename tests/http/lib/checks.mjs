// What several suites ask of a record's address.
import assert from 'node:assert/strict';

import { context } from './documents.mjs';
import { jsonLd, scripts } from './html.mjs';

// The page holds the document ${json} as its first script, in which nothing
// can end the script, and the view for search engines as another.  An
// unsigned document that names no vocabulary, or another address of it, is
// given the vocabulary's own there, so that it is JSON-LD.
export async function isEmbedded(site, path, json) {
  const page = await site.ask(path, { accept: 'text/html' });
  assert.equal(page.status, 200);
  const [first, ...others] = jsonLd(page.text);
  const document = JSON.parse(json);
  const isSigned = scripts(page.text, 'application/jose').length > 0;
  assert.deepEqual(first, isSigned ? document : { ...document, '@context': context },
    'the first script is the document');
  assert.ok(others.some(other => /schema\.org/.test(JSON.stringify(other['@context']))),
    'another script is the view for search engines');
  const [script] = scripts(page.text, 'application/ld+json');
  assert.doesNotMatch(script.replace(/^\s+|\s+$/g, ''), /[<>&\u2028\u2029]/,
    'nothing in it can end the script');
}

// JSON, page and original of a record imported from ${file} agree.
export async function staysTheSame(site, path, file) {
  const json = await site.ask(path, { accept: 'application/json' });
  assert.equal(json.status, 200);
  await isEmbedded(site, path, json.text);
  const original = await site.ask(`${path}/original`);
  assert.ok(original.bytes.equals(file), 'the exact bytes of the file');
}
