// Items of the Builder, made and changed by their forms as a person would;
// programs' answers about them.
import assert from 'node:assert/strict';

import { forms, parse, squeeze } from './html.mjs';
import { PageForm } from './page_form.mjs';
import { openSite } from './site.mjs';
import { firstOwner } from './staff.mjs';

export function id(path) {
  return path.split('/').pop();
}

// The words of an answer, as they are read.
export function words(page) {
  return squeeze(parse(page.text).words);
}

// The document at ${path}.
export async function json(visitor, path) {
  const reply = await visitor.ask(path, { headers: { accept: 'application/json' } });
  assert.equal(reply.status, 200, `${path}: ${reply.text.slice(0, 500)}`);
  return JSON.parse(reply.text);
}

// A new item of ${folder} with the ${values} of its fields; ${rows} are
// [member, item's path] each, added to its lists.  Its path.
export async function make(visitor, folder, values, rows = []) {
  const form = await PageForm.open(visitor, `/${folder}/new`);
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  for (const [member, path] of rows) {
    form.fields.push([`add ${member}`, id(path)]);
    await form.again(`add ${member}`);
  }
  return form.save();
}

// Edit the item at ${path}.
export async function edit(visitor, path, values) {
  const form = await PageForm.open(visitor, `${path}/edit`);
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form.save();
}

// The form of the page ${at} (its own address, unless ${action} is said),
// or undefined.
export async function formAt(visitor, at, action = at) {
  const page = await visitor.ask(at);
  assert.equal(page.status, 200, `${at}: ${words(page).slice(0, 500)}`);
  return forms(page.text).find(form => form.action === action && form.method === 'post');
}

// The buttons do=… of a page.
export function buttons(page) {
  return parse(page.text).elements.filter(e => e.name === 'button' && e.attrs.name === 'do')
    .map(e => e.attrs.value);
}

// Press a button of the page /publish of ${path}, offered there or not.
export async function publish(visitor, path, what = 'publish', values = {}) {
  const form = await formAt(visitor, `${path}/publish`);
  assert.ok(form, `${path}/publish has a form`);
  return visitor.send(form, { do: what, ...values });
}

export async function published(visitor, path) {
  const reply = await publish(visitor, path);
  assert.equal(reply.status, 303, words(reply));
  assert.equal(reply.location, `${path}?notice=published`);
}

export async function revoke(visitor, path, reason) {
  return visitor.send(await formAt(visitor, `${path}/revoke`), { reason });
}

// A college, a course of it, somebody who passed it, and a record of that;
// nothing published.
export async function office(visitor) {
  const college = await make(visitor, 'profiles', { '/name': 'Riverbend College' });
  const maya = await make(visitor, 'profiles', { '/name': 'Maya Okafor' });
  const course = await make(visitor, 'achievements',
    { '/name': 'Knots', '/achievementType': 'Course', '/issuer': id(college) });
  const award = await visitor.form(`/award?achievement=${id(course)}`, '/award');
  const made = await visitor.send(award, { learner: id(maya), date: '2024-05-31', do: 'award' });
  assert.equal(made.status, 303, words(made));
  const assertion = made.location.replace('/edit', '');
  const clr = await make(visitor, 'clrs', {
    '/name': 'Transcript', '/learner': id(maya), '/publisher': id(college),
  }, [['/assertions', assertion]]);
  return { college, maya, course, assertion, clr };
}

// A site that is no demonstration, and its first owner.
export async function onSite(define, settings = {}) {
  const site = await openSite({ settings: { demo: 'no', password_cost: 1, ...settings } });
  try {
    await define(site, await firstOwner(site));
  } finally {
    await site.close();
  }
}
