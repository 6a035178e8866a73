// clarus jws: the vectors of tests/vectors/jws, tokens that another program
// signed, and the words and exit statuses.
//
// A file of vectors holds what it is about, a key (an object, or the text of
// a PEM) and tests: name, token, result (valid, invalid), and optionally a
// key of its own, the payload, and what the sentence says (a pattern).
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { clarus, run, source, temporary } from './lib/env.mjs';

const dir = temporary();
const vectors = join(source, 'tests/vectors/jws');

function write(name, content) {
  const isText = typeof content === 'string' || Buffer.isBuffer(content);
  writeFileSync(join(dir, name), isText ? content : JSON.stringify(content));
  return join(dir, name);
}

function verify(key, token) {
  return run(clarus, ['jws', 'verify', '--key', write('key', key), write('token', token)]);
}

const base64url = x => Buffer.from(x).toString('base64url');
const hashes = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' };

// As any other program would write and sign it.
function signedBy(pair, header, payload) {
  const text = `${base64url(JSON.stringify(header))}.${base64url(payload)}`;
  return `${text}.${base64url(sign(hashes[header.alg], Buffer.from(text), pair.privateKey))}`;
}

function isValid(done, payload) {
  assert.equal(done.status, 0, done.stderr);
  assert.match(done.stderr, /^verified: RS(256|384|512), key [\w-]{43}\n$/);
  if (payload !== undefined) assert.equal(done.stdout, payload);
}

// A refusal is one sentence, and nothing of the content comes out.
function isInvalid(done, says) {
  assert.equal(done.status, 1, done.stdout);
  assert.equal(done.signal, null);
  assert.equal(done.stdout, '');
  assert.match(done.stderr, /^clarus jws: [^\n]{10,}\n$/);
  assert.match(done.stderr, new RegExp(says));
}

let count = 0;
for (const name of readdirSync(vectors).filter(file => file.endsWith('.json')).sort()) {
  const file = JSON.parse(readFileSync(join(vectors, name)));
  test(`${name}: ${file.about}`, async t => {
    for (const each of file.tests) {
      count++;
      await t.test(each.name, () => {
        assert.ok(['valid', 'invalid'].includes(each.result));
        const done = verify(each.key ?? file.key, each.token);
        if (each.result === 'valid') isValid(done, each.payload);
        else isInvalid(done, each.says);
      });
    }
  });
}
test('there are many of them', () => assert.ok(count >= 100, String(count)));

test('what another program signed', async t => {
  const record = readFileSync(join(source, 'db/demo/ingrid-solberg-bicycle-repair.json'));
  for (const [bits, exponent] of [[2048, 65537], [2304, 65537], [3072, 3], [4096, 65537]]) {
    const pair = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: exponent });
    for (const alg of Object.keys(hashes)) {
      await t.test(`${alg}, ${bits} bits, exponent ${exponent}`, () => {
        const token = signedBy(pair, { alg, typ: 'JWT', kid: 'https://b.example/key' }, record);
        const jwk = pair.publicKey.export({ format: 'jwk' });
        const pem = pair.publicKey.export({ format: 'pem', type: 'spki' });
        for (const key of [jwk, { ...jwk, alg, use: 'sig' }, pem, { keys: [jwk] }])
          isValid(verify(key, token), record.toString());
        isInvalid(verify(jwk, token.replace('.', '.A')), 'does not fit|not written');
      });
    }
  }
});

test('bytes of any kind come out as they went in', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bytes = Buffer.from(Array.from({ length: 3000 }, (_, i) => i * 7 % 256));
  const words = ['jws', 'verify', '--key', write('key', pair.publicKey.export({ format: 'jwk' })),
    write('token', signedBy(pair, { alg: 'RS256' }, bytes))];
  const done = run(clarus, words);
  assert.equal(done.status, 0);
  assert.deepEqual(done.bytes, bytes);
});

test('the command', async t => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = write('own.jwk', pair.publicKey.export({ format: 'jwk' }));
  const token = signedBy(pair, { alg: 'RS256', typ: 'JWT' }, '{"id":"urn:x"}');
  const file = write('own.jws', `${token}\n`);

  await t.test('reads standard input', () => {
    for (const words of [[], ['-']])
      for (const input of [token, `${token}\n`, `${token}\r\n`])
        isValid(run(clarus, ['jws', 'verify', '--key', key, ...words], { input }), '{"id":"urn:x"}');
    isValid(run(clarus, ['jws', 'verify', file, '--key', '-'], { input: readFileSync(key) }));
  });
  await t.test('refuses more than one line end', () => {
    for (const more of ['\n\n', '\r', '\r\r\n', ' \n', '\n ', '\0', '\0\n'])
      isInvalid(run(clarus, ['jws', 'verify', '--key', key], { input: token + more }), 'signature');
  });
  await t.test('shows without a key', () => {
    const done = run(clarus, ['jws', 'show', file]);
    assert.equal(done.status, 0, done.stderr);
    assert.equal(done.stdout, '{"alg":"RS256","typ":"JWT"}\n{"id":"urn:x"}\n');
    assert.match(done.stderr, /^not verified/);
    isInvalid(run(clarus, ['jws', 'show'], { input: 'a.b' }), 'three parts');
  });
  await t.test('fails where a file cannot be read', () => {
    isInvalid(run(clarus, ['jws', 'verify', '--key', key, join(dir, 'none')]), 'none cannot be read');
    isInvalid(run(clarus, ['jws', 'verify', '--key', join(dir, 'none'), file]), 'none cannot be read');
    isInvalid(run(clarus, ['jws', 'verify', '--key', dir, file]), 'cannot be read');
  });
  await t.test('knows wrong use', () => {
    for (const words of [[], ['sign'], ['verify'], ['verify', file], ['verify', '--key'],
      ['verify', '--key', key, file, file], ['verify', '--key', key, '--key', key, file],
      ['verify', '--key', '-'], ['verify', '--key', '-', '-'], ['show', '--key', key, file],
      ['verify', '--alg', 'none', file], ['show', file, file]]) {
      const done = run(clarus, ['jws', ...words], { input: '' });
      assert.equal(done.status, 2, words.join(' '));
      assert.equal(done.stdout, '');
      assert.match(done.stderr, /wrong use/);
    }
  });
});
