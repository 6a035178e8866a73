// Applications of the authorization server: registering, asking people,
// exchanging codes.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';

import { parse } from './html.mjs';
import { openSite } from './site.mjs';
import { firstOwner, member } from './staff.mjs';

export const scopes = {
  read: 'https://purl.imsglobal.org/spec/clr/v1p0/scope/readonly',
  replace: 'https://purl.imsglobal.org/spec/clr/v1p0/scope/replace',
  delete: 'https://purl.imsglobal.org/spec/clr/v1p0/scope/delete',
  offline: 'offline_access',
};

export const back = 'https://wallet.example/back';

// What an application says of itself.
export function metadata(over = {}) {
  return {
    client_name: 'Blue Wallet',
    client_uri: 'https://wallet.example/',
    logo_uri: 'https://wallet.example/logo.png',
    tos_uri: 'https://wallet.example/terms',
    policy_uri: 'https://wallet.example/privacy',
    software_id: '4d1c5ea0-1111-4222-8333-444455556666',
    software_version: '1.2',
    redirect_uris: [back],
    grant_types: ['authorization_code', 'refresh_token'],
    scope: Object.values(scopes).join(' '),
    ...over,
  };
}

export function sendJson(site, path, json, given = {}) {
  return site.ask(path, {
    method: 'POST', body: JSON.stringify(json), ...given,
    headers: { 'content-type': 'application/json', ...given.headers },
  });
}

// An application that registered itself: its answer as JSON.
export async function register(site, over = {}) {
  const reply = await sendJson(site, '/oauth2/register', metadata(over));
  assert.equal(reply.status, 201, reply.text);
  return JSON.parse(reply.text);
}

// One that the office made, for itself or for people.
export function made(site, name, ...options) {
  const said = site.must('client', 'add', name, ...options);
  return Object.fromEntries(said.trim().split('\n').map(line => line.split(': ')));
}

export function pkce() {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

// The parameters of a good request; a value of undefined leaves one out.
export function request(client, over = {}) {
  const all = {
    response_type: 'code', client_id: client.client_id, redirect_uri: back,
    scope: scopes.read, state: 'st-1', code_challenge: pkce().challenge,
    code_challenge_method: 'S256', ...over,
  };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== undefined));
}

export const asked = query => `/oauth2/authorize?${query}`;

// Where ${visitor} is led who answers ${answer} to the request.
export async function answered(visitor, query, answer = 'allow') {
  const form = await visitor.form(asked(query), '/oauth2/authorize');
  const reply = await visitor.send(form, { answer });
  assert.equal(reply.status, 303, reply.text);
  return new URL(reply.location);
}

// A code, and the verifier that goes with it.
export async function code(visitor, client, over = {}) {
  const { verifier, challenge } = pkce();
  const url = await answered(visitor, request(client, { code_challenge: challenge, ...over }));
  return { code: url.searchParams.get('code'), verifier };
}

export const basic = (client, secret = client.client_secret) =>
  ({ authorization: `Basic ${Buffer.from(`${client.client_id}:${secret}`).toString('base64')}` });

// Send a form to an endpoint as ${client}; status, headers, json.
export async function call(site, path, client, fields, headers = basic(client)) {
  const reply = await site.post(path, fields, headers);
  return { ...reply, json: reply.text ? JSON.parse(reply.text) : undefined };
}

export const token = (site, client, fields, headers) =>
  call(site, '/oauth2/token', client, fields, headers);

export const redeem = (site, client, got, over = {}, headers) => token(site, client, {
  grant_type: 'authorization_code', code: got.code, redirect_uri: back,
  code_verifier: got.verifier, ...over,
}, headers);

export const refresh = (site, client, refresh_token, over = {}) =>
  token(site, client, { grant_type: 'refresh_token', refresh_token, ...over });

// Tokens of somebody who allowed it.
export async function tokens(site, visitor, client, over = {}) {
  const reply = await redeem(site, client, await code(visitor, client, over));
  assert.equal(reply.status, 200, reply.text);
  return reply.json;
}

// Does the token hold?
export async function holds(site, client, token) {
  const reply = await call(site, '/oauth2/introspect', client, { token });
  assert.equal(reply.status, 200, reply.text);
  return reply.json.active;
}

export function words(html) {
  return parse(html).words.replace(/\s+/g, ' ');
}

// Tests of ${define} on a fresh site with its owner and a learner.
export async function onOauthSite(define, settings = {}) {
  const site = await openSite({
    settings: { demo: 'no', password_cost: 1, registration_rate: 0, ...settings },
  });
  try {
    const owner = await firstOwner(site);
    const learner = await member(site, owner, 'learner');
    await define({ site, owner, learner });
  } finally {
    await site.close();
  }
}

// An answer that nobody keeps, in JSON; a refusal has exactly its two words.
export function isOauth(reply, status, error) {
  assert.equal(reply.status, status, reply.text);
  assert.match(reply.type, /^application\/json/);
  assert.equal(reply.headers.get('cache-control'), 'no-store');
  const json = JSON.parse(reply.text);
  assert.equal(json.error, error, reply.text);
  if (error) {
    assert.deepEqual(Object.keys(json), ['error', 'error_description']);
    assert.match(json.error_description, /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  }
  if (status !== 405)
    assert.equal(reply.headers.get('pragma'), 'no-cache');
  return json;
}

// A page that leads nowhere.
export function isDeadEnd(reply, status = 400) {
  assert.equal(reply.status, status, reply.text);
  assert.match(reply.type, /^text\/html/);
  assert.equal(reply.location, null);
  assert.ok(!/evil|wallet\.example/.test(reply.text.replace(/value="[^"]*"/g, '')), reply.text);
}
