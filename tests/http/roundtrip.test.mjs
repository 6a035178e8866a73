// What comes in goes out again, byte for byte, and stands in the page.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { isEmbedded, staysTheSame } from './lib/checks.mjs';
import {
  bytes, compactJws, demo, oddlySpaced, record, recordBytes, recordOfSize,
} from './lib/documents.mjs';
import { temporary } from './lib/env.mjs';
import { scripts } from './lib/html.mjs';
import { onEachServer, openSite, servers } from './lib/site.mjs';

const bom = Buffer.from([0xef, 0xbb, 0xbf]);

// name → [file's bytes, bytes of the CLRs in it]
function documents() {
  const plain = recordBytes();
  const [a, b] = [record(), record()];
  const signed = record();
  const set = Buffer.from(`{ "@context" : "${a['@context']}",\n "type":"ClrSet",` +
    `"id":"urn:uuid:00000000-0000-4000-8000-000000000001",\n"clrs":[ ${JSON.stringify(a, null, 1)} ,${JSON.stringify(b)}],` +
    `"signedClrs":["${compactJws(signed)}"]}`);
  const odd = oddlySpaced();
  const risky = bytes(record({ members: {
    name: '</script><script>alert(1)</script> & <!-- \u2028 \u2029 "q" \\ \u007f',
  } }));
  const page = Buffer.from('<!doctype html><title>x</title>' +
    `<script type="application/ld+json">{"@context":"https://schema.org"}</script>` +
    `<script type="application/ld+json; charset=utf-8">${plain}</script>`);
  const credential = bytes({
    '@context': ['https://www.w3.org/2018/credentials/v1'],
    type: ['VerifiableCredential'], issuer: 'https://office.example',
    credentialSubject: { ...record(), id: 'https://office.example/clrs/inner' },
    proof: { type: 'X' },
  });
  const inner = credential.toString().match(/"credentialSubject":(\{.*\}),"proof"/)[1];
  return {
    'a record': [plain, [plain]],
    'a record with a BOM': [Buffer.concat([bom, plain]), [plain]],
    'a record oddly written': [odd, [Buffer.from(odd.toString().trim())]],
    'a record with all that scripts fear': [risky, [risky]],
    'a record of 500 kB': [recordOfSize(500000)].flatMap(b => [b, [b]]),
    'a set, one of it signed': [set, [Buffer.from(JSON.stringify(a, null, 1)), bytes(b), bytes(signed)]],
    'a JWS': [Buffer.from(compactJws(signed)), [bytes(signed)]],
    'a JWS and a line end': [Buffer.from(compactJws(a) + '\n'), [bytes(a)]],
    'a page of HTML': [page, [plain]],
    'a verifiable credential': [credential, [Buffer.from(inner)]],
  };
}

async function comesBack(site, name, file, clrs) {
  const reply = await site.upload([[`${name}.json`, file]]);
  assert.equal(reply.status, 303, name);
  const records = await site.recordsOf(reply.location);
  assert.equal(records.length, clrs.length, `${name}: number of records`);
  const left = clrs.map(String);
  for (const path of records) {
    const json = await site.ask(path, { accept: 'application/json' });
    const at = left.indexOf(json.text);
    assert.ok(at >= 0, `${name}: the exact bytes of a CLR`);
    left.splice(at, 1);
    await isEmbedded(site, path, json.text);
    const original = await site.ask(`${path}/original`);
    assert.ok(original.bytes.equals(file), `${name}: the exact bytes of the file`);
  }
  return records;
}

test('round trip', t => onEachServer(t, servers, async (t, site) => {
  for (const [name, [file, clrs]] of Object.entries(documents()))
    await t.test(name, () => comesBack(site, name, file, clrs));

  await t.test('a shared page embeds the document too', async () => {
    const document = recordBytes();
    const [path] = await site.import(document);
    await isEmbedded(site, site.share(path), document.toString());
  });

  await t.test('a signed record gives its JWS, an unsigned one none', async () => {
    const jws = compactJws(record());
    const [signed] = await site.import(jws, 'one.jws');
    for (const path of [signed, site.share(signed)]) {
      const reply = await site.ask(`${path}/jws`);
      assert.equal(reply.type, 'application/jose');
      assert.equal(reply.text, jws);
      const page = await site.ask(path);
      assert.deepEqual(scripts(page.text, 'application/jose').map(s => s.trim()), [jws]);
    }
    const [plain] = await site.import(recordBytes());
    assert.equal((await site.ask(`${plain}/jws`)).status, 404);
    assert.equal((await site.ask(`${site.share(plain)}/jws`)).status, 404);
  });
}));

test('the demo college', async t => {
  const site = await openSite();
  try {
    for (const [name, file] of demo()) {
      await t.test(name, async () => {
        const records = await site.import(file, name);
        assert.ok(records.length >= 1);
        for (const path of records) await staysTheSame(site, path, file);
      });
    }
  } finally {
    await site.close();
  }
});

test('import and export by command', async t => {
  const site = await openSite();
  try {
    const document = oddlySpaced();
    const [, id] = site.must('import', site.write('odd.json', document))
      .match(/: record (\S+) /);
    const trimmed = document.toString().trim();
    await t.test('export writes the exact bytes', () => {
      assert.equal(site.must('export', id), trimmed);
    });
    await t.test('export --all --out writes a file a record', async () => {
      await site.import(recordBytes());
      const out = temporary();
      site.must('export', '--all', '--out', out);
      const files = readdirSync(out).map(name => readFileSync(join(out, name), 'utf8'));
      assert.equal(files.length, 2);
      assert.ok(files.includes(trimmed));
    });
    await t.test('the same file is stored once', async () => {
      const before = (await site.ask('/records')).text.match(/href="\/records\/[^"/?]+"/g).length;
      site.must('import', site.write('again.json', document));
      const after = (await site.ask('/records')).text.match(/href="\/records\/[^"/?]+"/g).length;
      assert.equal(after, before);
    });
  } finally {
    await site.close();
  }
});
