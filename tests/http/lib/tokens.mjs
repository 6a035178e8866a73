// Other systems with a token: rows of the database as the authorization
// server writes them, so that what takes a token is tested by itself.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';

import { context, record } from './documents.mjs';
import { run } from './env.mjs';

const scopeBase = 'https://purl.imsglobal.org/spec/clr/v1p0/scope/';
export const scopes = {
  read: `${scopeBase}readonly`, replace: `${scopeBase}replace`, delete: `${scopeBase}delete`,
};

const sha256 = text => createHash('sha256').update(text).digest('hex');
const sql = text => `'${String(text).replaceAll("'", "''")}'`;
const id = () => randomBytes(13).toString('hex');

// Run SQL on the site's database.
export function change(site, text) {
  const done = run('sqlite3', ['-cmd', '.timeout 20000', site.settings.database], { input: text });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}

// A new client; its id.
export function client(site, {
  name = 'Atlas Wallet', reach = 'own', rate = 0, isRegistered = false, secret = '',
} = {}) {
  const given = id();
  change(site, `INSERT INTO client (id, secret_sha256, manage_sha256, state, name, uri, logo_uri, tos_uri,
    policy_uri, software_id, software_version, auth_method, grants, scope, reach, rate,
    created_at, created_by, used_at, search) VALUES (${sql(given)}, '${secret && sha256(secret)}',
    ${isRegistered ? "'x'" : 'NULL'}, 'active', ${sql(name)},
    '', '', '', '', '', '', 'client_secret_basic', 'client_credentials',
    ${sql(Object.values(scopes).join(' '))}, ${sql(reach)}, ${rate}, 1, '', 0, '')`);
  return given;
}

// A token of a client, for itself or for an account.
export function token(site, {
  of, account = '', scope = Object.values(scopes), life = 3600, kind = 'access',
} = {}) {
  const grant = id();
  const made = randomBytes(32).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  change(site, `INSERT INTO granted (id, client_id, account_id, scope, created_at, used_at,
    ended_at, why) VALUES (${sql(grant)}, ${sql(of)}, ${sql(account)}, ${sql(scope.join(' '))},
    ${now}, 0, 0, '');
    INSERT INTO token (sha256, granted_id, kind, scope, created_at, ends_at, used_at)
    VALUES ('${sha256(made)}', ${sql(grant)}, ${sql(kind)}, ${sql(scope.join(' '))}, ${now},
    ${now + life}, 0)`);
  return made;
}

// An account; its id.
export function account(site, email) {
  site.must('user', 'add', email, 'Bea Moss', '--role', 'learner');
  return change(site, `SELECT id FROM account WHERE email = ${sql(email)}`).trim();
}

const base = '/ims/clr/v1p0';

// Ask the API with a token (null: without one).
export function call(site, given, path, { headers = {}, ...more } = {}) {
  return site.ask(base + path, {
    headers: { ...(given && { authorization: `Bearer ${given}` }), ...headers }, ...more,
  });
}

// Post a ClrPayload, or anything else as it is.
export function post(site, given, payload, { type = 'application/json', ...more } = {}) {
  return call(site, given, '/clrs', {
    method: 'POST', headers: { 'content-type': type },
    body: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
    ...more,
  });
}

// Status information of an error: what CLR 1.0 says of it, and how.
export function fails(reply, status, minor, words) {
  assert.equal(reply.status, status, reply.text);
  assert.equal(reply.type, 'application/json; charset=utf-8');
  assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  assert.match(reply.headers.get('cache-control'), /no-store/);
  const info = JSON.parse(reply.text);
  assert.equal(info.imsx_codeMajor, status === 405 ? 'unsupported' : 'failure');
  assert.equal(info.imsx_severity, 'error');
  assert.ok(info.imsx_description.length > 10, reply.text);
  assert.deepEqual(info.imsx_codeMinor, minor && {
    imsx_codeMinorField: [{
      imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: minor,
    }],
  }, reply.text);
  if (words) assert.match(info.imsx_description, words);
  return info;
}

// The addresses of a Link header by what they are.
export function links(reply) {
  const header = reply.headers.get('link') ?? '';
  return Object.fromEntries([...header.matchAll(/<([^>]*)>; rel="(\w+)"/g)]
    .map(([, url, rel]) => [rel, url]));
}

// A record under an id of its own, as another system has it.
let serial = 0;
export function foreign(members = {}) {
  const given = `urn:uuid:0b6ad6b2-5b3c-4f0e-8a70-${String(++serial).padStart(12, '0')}`;
  return record({ members: { id: given, verification: undefined, ...members } });
}

export const payload = clr => ({ '@context': context, type: 'ClrPayload', clr });

// Post a record, which must be taken.
export async function put(site, given, clr, status = 201) {
  const reply = await post(site, given, payload(clr));
  assert.equal(reply.status, status, reply.text);
  return reply;
}

// The path below the service root of the record with this id.
export const encoded = given => `/clrs/${encodeURIComponent(given)}`;
