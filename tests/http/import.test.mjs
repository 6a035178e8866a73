// Every way to bring a document in, and everything that is refused.
import assert from 'node:assert/strict';
import test from 'node:test';

import { bytes, compactJws, record, recordBytes } from './lib/documents.mjs';
import { forms, parse, squeeze } from './lib/html.mjs';
import { onEachServer, servers } from './lib/site.mjs';
import { Visitor } from './lib/visitor.mjs';

const good = recordBytes();

// name → [what is sent, the words that must be told]
const refused = {
  'a BOM and nothing else': [Buffer.from([0xef, 0xbb, 0xbf]), /empty|nothing|byte order mark/i],
  'white space': [' \n\t ', /empty|nothing/i],
  'plain words': ['dear sir or madam', /./],
  'cut off': [good.subarray(0, 400), /cut|end|incomplete|premature/i],
  'a member twice': [good.toString().replace('{', '{"type":"Clr",'), /twice|duplicate|more than once/i],
  '100,000 levels deep': ['['.repeat(100000), /deep|nest|level/i],
  '100,000 levels deep, closed': ['['.repeat(100000) + ']'.repeat(100000), /deep|nest|level/i],
  '100,000 objects deep': ['{"a":'.repeat(100000) + '1' + '}'.repeat(100000), /deep|nest|level/i],
  'bytes that are not UTF-8': [Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]), /utf-?8/i],
  'a surrogate alone': ['{"name":"\\ud800"}', /./],
  'UTF-16': [Buffer.from('\ufeff{"type":"Clr"}', 'utf16le'), /utf-?8/i],
  'an escaped NUL': [good.toString().replace('Bea Moss', 'Bea\\u0000Moss'), /u0000|NUL|zero/i],
  'a NUL': [Buffer.from(good.toString().replace('Bea Moss', 'Bea\0Moss')), /./],
  'an array': ['[]', /./],
  'a number': ['17', /./],
  'null': ['null', /./],
  'an empty object': ['{}', /./],
  'another kind of object': [bytes({ type: 'Invoice', total: 5 }), /./],
  'a set of nothing': [bytes({ type: 'ClrSet', id: 'urn:x:1', clrs: [] }), /./],
  'a JWS of something else': [compactJws({ hello: 'world' }), /./],
  'a JWS with a part missing': [compactJws(record()).split('.').slice(0, 2).join('.'), /./],
  'a JWS with padding': [compactJws(record()).replace('.', '=.'), /./],
  'a page without a record': ['<!doctype html><p>Nothing here', /./],
  'a page whose record is broken': [`<script type="application/ld+json">${good.subarray(0, 300)}</script>`, /./],
  'a learner that is a number': [bytes(record({ members: { learner: 5 } })), /./, 'either'],
  'numbers no machine holds': ['{"type":"Clr","x":1e999999}', /./],
  'comments': ['/* hello */ {"type":"Clr"}', /./],
  'a picture': [Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /./],
};

function alertOf(reply) {
  return squeeze(parse(reply.text).words);
}

async function isRefused(site, send, wanted, lenient) {
  const reply = await send();
  if (lenient && reply.status === 303) return;
  assert.equal(reply.status, 422);
  assert.match(reply.type, /^text\/html/);
  const text = alertOf(reply);
  assert.match(text, wanted);
  assert.doesNotMatch(text, /\.c:\d+|jansson|sqlite|INTERNAL/i, 'no inner detail');
  assert.ok(forms(reply.text).some(form => form.action === '/import'), 'the form again');
  assert.equal((await site.ask('/health')).status, 200);
}

test('import', t => onEachServer(t, servers, async (t, site) => {
  await t.test('a file', async () => {
    const reply = await site.upload([['bea.json', recordBytes()]]);
    assert.equal(reply.status, 303);
    assert.match(new URL(reply.location, site.url).pathname, /^\/imports\/[\w-]+$/);
    const page = await site.ask(reply.location);
    assert.match(page.text, /bea\.json/);
    assert.match(page.text, /Bea Moss/);
  });

  await t.test('two files: both, on one page', async () => {
    const reply = await site.upload([['a.json', recordBytes()], ['b.json', recordBytes()]]);
    assert.equal(reply.status, 200);
    const found = new Set(reply.text.match(/\/imports\/[\w-]+/g));
    assert.equal(found.size, 2);
    assert.match(reply.text, /a\.json/);
    assert.match(reply.text, /b\.json/);
  });

  await t.test('two files, one refused: each is told of', async () => {
    const reply = await site.upload([['sound.json', recordBytes()], ['ill.json', '{"a":']]);
    assert.equal(reply.status, 422);
    assert.match(reply.text, /sound\.json/);
    assert.match(reply.text, /ill\.json/);
    assert.equal(new Set(reply.text.match(/\/imports\/[\w-]+/g)).size, 1);
  });

  await t.test('pasted, as multipart and as an ordinary form', async () => {
    const text = recordBytes().toString();
    for (const send of [() => site.upload([], { text }), () => site.post('/import', { text })]) {
      const reply = await send();
      assert.equal(reply.status, 303);
      const [path] = await site.recordsOf(reply.location);
      const json = await site.ask(path, { accept: 'application/json' });
      assert.equal(json.text, text);
    }
  });

  await t.test('by a person: page, form, cookie, token', async () => {
    const person = new Visitor(site);
    const form = await person.form('/import', '/import');
    const reply = await person.send(form, { text: recordBytes().toString() });
    assert.equal(reply.status, 303);
  });

  await t.test('each type a file may be called by', async () => {
    for (const type of ['application/json', 'application/ld+json', 'text/plain', 'application/octet-stream', '']) {
      const reply = await site.upload([['x', recordBytes(), type]]);
      assert.equal(reply.status, 303, type);
    }
  });

  await t.test('file names are shown, never obeyed', async () => {
    const names = ['../../etc/passwd', 'C:\\temp\\bea.json', '<script>alert(1)</script>.json',
      'naïve 🌊.json', 'a"b.json', ' ', 'x'.repeat(3000)];
    for (const name of names) {
      const reply = await site.upload([[name, recordBytes()]]);
      assert.equal(reply.status, 303, name.slice(0, 40));
      const page = await site.ask(reply.location);
      assert.ok(!page.text.includes('<script>alert'), name.slice(0, 40));
      assert.ok(!page.text.includes('etc/passwd'), 'only the last part of a path');
    }
  });

  await t.test('the same file again leads to the first import', async () => {
    const document = recordBytes();
    const first = await site.upload([['once.json', document]]);
    const again = await site.upload([['twice.json', document]]);
    assert.equal(again.status, 303);
    assert.equal(again.location, first.location);
  });

  await t.test('nothing chosen, nothing pasted', async () => {
    for (const send of [
      () => site.upload([['', '', 'application/octet-stream']], { text: '' }),
      () => site.upload([], { text: '' }),
      () => site.post('/import', { text: '' }),
      () => site.post('/import', {}),
    ]) {
      const reply = await send();
      assert.equal(reply.status, 422);
      assert.match(alertOf(reply), /nothing was sent/i);
    }
  });

  await t.test('an empty file', async () => {
    const reply = await site.upload([['empty.json', '']]);
    assert.equal(reply.status, 422);
    assert.match(alertOf(reply), /empty|nothing/i);
    assert.match(alertOf(reply), /empty\.json/);
  });

  for (const [name, [what, wanted, lenient]] of Object.entries(refused)) {
    await t.test(`refused: ${name}`, async () => {
      await isRefused(site, () => site.upload([['bad.json', what]]), wanted, lenient);
      await isRefused(site, () => site.upload([], { text: Buffer.isBuffer(what) ? new Blob([what]) : what }), wanted, lenient);
    });
  }

  await t.test('text that is refused stands in the form again', async () => {
    const reply = await site.post('/import', { text: 'dear </textarea> sir' });
    const form = forms(reply.text).find(form => form.action === '/import');
    assert.equal(form.fields.text.trim(), 'dear </textarea> sir');
  });

  await t.test('17 MiB: 413 that names the limit', async () => {
    const big = Buffer.alloc(17 * 1048576, ' ');
    good.copy(big);
    const started = Date.now();
    const reply = await site.upload([['big.json', big]]);
    assert.ok([413, 422].includes(reply.status), `status ${reply.status}`);
    assert.match(alertOf(reply), /16(\.\d+)? ?(MiB|MB)|16[,.]?777[,.]?216|16[,.]?842[,.]?752/);
    assert.ok(Date.now() - started < 20000);
    assert.equal((await site.ask('/health')).status, 200);
  });

  await t.test('just under 16 MiB is taken', async () => {
    const size = 16 * 1048576 - 1000;
    const document = record({ members: { 'ext:filler': '' } });
    document['ext:filler'] = 'x'.repeat(size - bytes(document).length);
    const file = bytes(document);
    const [path] = await site.import(file, 'large.json');
    const json = await site.ask(path, { accept: 'application/json' });
    assert.ok(json.bytes.equals(file));
  });

  await t.test('other types of body are 415', async () => {
    for (const type of ['application/json', 'text/plain', 'text/xml', 'application/x-clarus']) {
      const reply = await site.ask('/import', {
        method: 'POST', headers: { 'content-type': type }, body: recordBytes(),
      });
      assert.equal(reply.status, 415, type);
    }
  });

  await t.test('broken multipart bodies are refused, not stored', async () => {
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n';
    const bodies = ['', '--b', '--b--', '--c\r\n\r\n--c--', head, head + good, `${head}${good}\r\n--`,
      '--b\r\n\r\nx\r\n--b--', '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--',
      `--b\r\n${'X: y\r\n'.repeat(5000)}\r\nx\r\n--b--`];
    for (const body of bodies) {
      const reply = await site.ask('/import', {
        method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=b' },
      });
      assert.ok([413, 422].includes(reply.status), `${reply.status}: ${JSON.stringify(body.slice(0, 60))}`);
    }
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=',
      `multipart/form-data; boundary=${'b'.repeat(5000)}`]) {
      const reply = await site.ask('/import', {
        method: 'POST', body: '--b--', headers: { 'content-type': type },
      });
      assert.ok(reply.status >= 400 && reply.status < 500, `${type.slice(0, 40)}: ${reply.status}`);
    }
  });
}));
