// People who sign in: the first owner, those invited, codes of a second
// factor.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { forms, parse } from './html.mjs';
import { Visitor } from './visitor.mjs';

export const password = 'four words no more';

// The path of the set-up link that `clarus serve` printed last.
export function setupPath(site) {
  const said = readFileSync(join(site.dir, 'serve.log'), 'utf8');
  const link = said.match(/\S+\/setup\/[0-9a-z]{26}/g)?.at(-1);
  assert.ok(link, `no set-up link was printed: ${said}`);
  return new URL(link).pathname;
}

// Choose a password behind a link as ${visitor}; the answer.
export async function choose(visitor, path, values = {}) {
  const form = await visitor.form(path, path);
  return visitor.send(form, { password, again: values.password ?? password, ...values });
}

// The first owner, signed in.
export async function firstOwner(site, email = 'maria@office.example') {
  const owner = new Visitor(site);
  owner.email = email;
  const reply = await choose(owner, setupPath(site), { name: 'Maria Reyes', email });
  assert.equal(reply.status, 303, reply.text);
  return owner;
}

// Invite somebody as ${owner}; the path of their link.
export async function invite(owner, email, role, name = 'Jonas Weber') {
  const form = await owner.form('/admin/users', '/admin/users');
  const reply = await owner.send(form, { name, email, role });
  assert.equal(reply.status, 200, reply.text);
  return linkIn(reply.text);
}

// The path of the link of /invite/ or /reset/ on a page.
export function linkIn(html) {
  return new URL(html.match(/http[^"\s<]+\/(invite|reset)\/[0-9a-z]{26}/)[0]).pathname;
}

// Somebody with a role, signed in.
export async function member(site, owner, role) {
  const visitor = new Visitor(site);
  visitor.email = `${role}@office.example`;
  const path = await invite(owner, visitor.email, role, `The ${role}`);
  const reply = await choose(visitor, path);
  assert.equal(reply.status, 303, reply.text);
  return visitor;
}

// Send the form of /login; the answer.
export async function signIn(visitor, email, values = {}, path = '/login') {
  const form = await visitor.form(path, '/login');
  return visitor.send(form, { email, password, ...values });
}

// The id of an account in the list of users.
export async function accountId(owner, email) {
  const page = await owner.ask('/admin/users');
  const from = page.text.indexOf(email);
  assert.notEqual(from, -1, `${email} is not in the list`);
  return page.text.slice(from).match(/\/admin\/users\/([0-9a-z]{26})/)[1];
}

// What ${owner} does with an account: {do: 'disable'} …
export async function change(owner, id, values) {
  const form = await owner.form('/admin/users', '/admin/users');
  return owner.send({ ...form, action: `/admin/users/${id}`, fields: { token: form.fields.token } },
    values);
}

// Is ${visitor} signed in?
export async function isIn(visitor) {
  return (await visitor.ask('/account')).status === 200;
}

// The six digits of the base32 ${secret} for a time step (RFC 6238).
export function totp(secret, step = Math.floor(Date.now() / 30000)) {
  const bits = [...secret.replace(/\s/g, '')].map(letter =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, '0');
}

// Turn the second factor on: {secret, step, codes}.
export async function secondFactor(visitor) {
  const page = await visitor.ask('/account/second');
  const secret = page.text.match(/<code class="secret">([A-Z2-7 ]+)<\/code>/)[1];
  const form = forms(page.text).find(f => f.action === '/account/second');
  const step = Math.floor(Date.now() / 30000);
  const reply = await visitor.send(form, { code: totp(secret, step) });
  assert.equal(reply.status, 200, reply.text);
  const codes = [...reply.text.matchAll(/<code>([0-9a-z]{5}-[0-9a-z]{5})<\/code>/g)].map(m => m[1]);
  return { secret, step, codes };
}

// The words of what was refused on a page, or ''.
export function refusal(html) {
  return parse(html.match(/<(p|div) class="refused"[^]*?<\/\1>/)?.[0] ?? '').words.trim();
}
