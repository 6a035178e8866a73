// Verifications as people and programs ask for them, and their reports.
import assert from 'node:assert/strict';
import { createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto';

import { context } from './documents.mjs';
import { until } from './env.mjs';

// Verify as a program; the answer.
export function api(site, body, { type = 'application/json', query = '', ...headers } = {}) {
  return site.ask(`/api/verify${query}`, {
    method: 'POST', headers: { 'content-type': type, ...headers },
    body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  });
}

// The report of what is verified so, when it is done.
export async function report(site, body, given) {
  let reply = await api(site, body, given);
  if (reply.status === 202) {
    const { location } = reply;
    await until(async () => {
      reply = await site.ask(location, { accept: 'application/json' });
      return reply.status !== 202;
    }, 30000, 200);
  }
  assert.equal(reply.status, 200, reply.text);
  return JSON.parse(reply.text);
}

export const sampleUrl = (site, name) => `${site.url}/verify/samples/${name}`;

export async function sample(site, name) {
  const reply = await site.ask(`/verify/samples/${name}`);
  assert.equal(reply.status, 200, name);
  return reply.text;
}

// A check of a part by its name.
export const check = (part, name) => part.checks.find(each => each.check === name);

// Each check of a part, as "name outcome".
export const outcomes = part => part.checks.map(each => `${each.check} ${each.outcome}`);

// Verify on the page as a program; the path of the report, which is done.
export async function onPage(site, fields) {
  const reply = await site.post('/verify', fields);
  assert.equal(reply.status, 303, reply.text.slice(0, 2000));
  const { pathname } = new URL(reply.location, site.url);
  await until(async () => !(await site.ask(pathname)).headers.has('refresh'), 30000);
  return pathname;
}

// ---- An issuer of our own, without an address on the web

export const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

const encode = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
  .toString('base64url');

export function sign(payload, { privateKey }, header = { alg: 'RS256', typ: 'JWT' }) {
  const text = `${encode(header)}.${encode(payload)}`;
  const signature = createSign('RSA-SHA256').update(text)
    .sign(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })));
  return `${text}.${signature.toString('base64url')}`;
}

// A record of an issuer that nothing stands behind, to be signed with ${keys}.
export function nobodysRecord(keys, members = {}) {
  const owner = 'urn:uuid:11111111-1111-4111-8111-111111111111';
  return {
    '@context': context, type: 'Clr',
    id: 'urn:uuid:22222222-2222-4222-8222-222222222222',
    name: 'A record', issuedOn: '2024-01-01T00:00:00Z',
    learner: { id: 'urn:uuid:33333333-3333-4333-8333-333333333333', type: 'Profile', name: 'Bea Moss' },
    publisher: {
      id: owner, type: 'Profile', name: 'Nobody in particular',
      publicKey: {
        id: 'urn:uuid:44444444-4444-4444-8444-444444444444', type: 'CryptographicKey', owner,
        publicKeyPem: keys.publicKey.export({ type: 'spki', format: 'pem' }),
      },
    },
    verification: { type: 'Signed' },
    ...members,
  };
}
