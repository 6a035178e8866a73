// Making and editing items by their forms, as a browser without scripts.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import test from 'node:test';

import { sleep } from './lib/env.mjs';
import { parse } from './lib/html.mjs';
import { id, json } from './lib/items.mjs';
import { classes, enter, folders, make, picked } from './lib/members.mjs';
import { PageForm, words } from './lib/page_form.mjs';
import { openSite } from './lib/site.mjs';
import { firstOwner, member } from './lib/staff.mjs';

// ${made} is in ${found}; further members of it are the program's.
function holds(found, made, at) {
  if (made === null || typeof made !== 'object')
    return assert.deepEqual(found, made, at);
  assert.ok(found && typeof found === 'object', `${at} is there`);
  if (Array.isArray(made)) assert.equal(found.length, made.length, at);
  for (const [name, value] of Object.entries(made))
    holds(found[name], value, `${at}/${name}`);
}

// A framework's server: entries as CASE 1.0 gives them, and other things.
async function framework() {
  const answers = {
    '/entry': JSON.stringify({
      identifier: '9d1b', uri: 'https://case.example/uri/9d1b', humanCodingScheme: 'R.1',
      fullStatement: 'Ties knots <b>safely</b>.', abbreviatedStatement: 'Knots',
      CFDocumentURI: { title: 'Ropework', uri: 'https://case.example/doc' },
    }),
    '/page': '<html>no data</html>',
    '/other': '{"title": "no entry"}',
  };
  const server = createServer((request, reply) => {
    const body = answers[request.url];
    reply.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(body ?? '');
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return server;
}

test('the editor', async t => {
  const server = await framework();
  const host = `127.0.0.1:${server.address().port}`;
  const site = await openSite({ settings: { demo: 'no', fetch_allow: host } });
  try {
    const me = await firstOwner(site);
    await everyMember(t, me);
    await rows(t, me);
    await places(t, site, me);
    await alignments(t, me, `http://${host}`);
  } finally {
    server.close();
    await site.close();
  }
});

async function everyMember(t, me) {
  const picks = await picked(me);
  for (const as of Object.keys(folders))
    await t.test(`every member of ${as} is entered and comes out`, async () => {
      const form = await PageForm.open(me, `/${folders[as]}/new`);
      const made = await enter(form, as, '', picks);
      const path = await form.save();
      const found = await json(me, path);
      holds(found, made, '');
      // The form of what was saved has it all again, and changes nothing.
      const again = await PageForm.open(me, `${path}/edit`);
      assert.equal(await again.save(), path);
      assert.deepEqual(await json(me, path), found);
    });

  await t.test('a kind in words of one\'s own', async () => {
    const path = await make(me, 'Achievement', {
      '/name': 'Sailing', '/achievementType': 'ext:', '/achievementType@other': 'Sea voyage',
    });
    assert.match((await json(me, path)).achievementType, /^ext:/);
  });
}

async function rows(t, me) {
  await t.test('rows are added, moved and removed without scripts', async () => {
    const form = await PageForm.open(me, '/achievements/new');
    form.set('/name', 'Rows');
    for (const [i, tag] of ['a', 'b', 'c'].entries()) {
      await form.again('add /tags');
      form.set(`/tags/${i}`, tag);
    }
    await form.again('up /tags/2');
    assert.deepEqual([0, 1, 2].map(i => form.get(`/tags/${i}`)), ['a', 'c', 'b']);
    await form.again('down /tags/0');
    await form.again('remove /tags/2');
    assert.deepEqual([0, 1, 2].map(i => form.get(`/tags/${i}`)), ['c', 'a', undefined]);
    assert.equal(form.get('/name'), 'Rows', 'what was typed is still there');
    const path = await form.save();
    assert.deepEqual((await json(me, path)).tags, ['c', 'a']);

    const edit = await PageForm.open(me, `${path}/edit`);
    await edit.again('remove /tags/0');
    await edit.again('remove /tags/0');
    await edit.save();
    assert.equal((await json(me, path)).tags, undefined, 'the last row goes too');
  });

  await t.test('a text is shown as it will look, and so is the whole', async () => {
    const form = await PageForm.open(me, '/achievements/new');
    form.set('/name', 'Looks').set('/requirement/narrative', 'Tie *ten* knots.');
    await form.again('preview /requirement/narrative');
    assert.match(form.page.text, /Tie <em>ten<\/em> knots/);
    const reply = await form.press('look');
    assert.equal(reply.status, 200);
    assert.match(reply.text, /id="look"/);
    assert.match(words(reply.text.slice(reply.text.indexOf('id="look"'))), /Looks/);
  });

  await t.test('a button that is none is refused', async () => {
    const form = await PageForm.open(me, '/achievements/new');
    for (const what of ['dance', 'add', 'add /nothing', 'up /tags', 'remove ', 'new /name']) {
      form.buttons.push(`do ${what}`);
      const reply = await form.press(what);
      assert.equal(reply.status, 422, what);
    }
  });
}

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk' +
  '+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function places(t, site, me) {
  await t.test('what is missing is made on the way, and nothing typed is lost', async () => {
    const form = await PageForm.open(me, '/achievements/new');
    form.set('/name', 'Splices').set('/description', 'line 1\nline 2 <b>');
    await form.again('add /tags');
    form.set('/tags/0', 'rope');
    const away = await form.press('new /issuer');
    assert.equal(away.status, 303);
    assert.match(away.location, /^\/profiles\/new\?parked=/);
    const profile = await PageForm.open(me, away.location);
    assert.match(words(profile.page.text), /you come back to the form/);
    profile.set('/name', 'Rope Guild');
    const back = await profile.press();
    assert.equal(back.status, 303);
    assert.match(back.location, /^\/achievements\/new\?parked=/);
    const again = await PageForm.open(me, back.location);
    assert.equal(again.get('/name'), 'Splices');
    assert.equal(again.get('/description').replace(/\r/g, ''), 'line 1\nline 2 <b>');
    assert.equal(again.get('/tags/0'), 'rope');
    const made = await json(me, await again.save());
    assert.equal(made.issuer.name, 'Rope Guild');
    assert.equal(made.description, 'line 1\nline 2 <b>');
    const other = await member(site, me, 'editor');
    assert.equal((await other.ask(back.location)).status, 404, 'another browser finds nothing');
  });

  await t.test('two editors: the second sees the difference and decides', async () => {
    const path = await make(me, 'Achievement', { '/name': 'Before' });
    const [mine, theirs, third] = await Promise.all([1, 2, 3].map(() =>
      PageForm.open(me, `${path}/edit`)));
    await theirs.set('/name', 'Theirs').set('/level', 'one').save();
    mine.set('/name', 'Mine').set('/specialization', 'typed long');
    const reply = await mine.press();
    assert.equal(reply.status, 409);
    const said = words(reply.text);
    assert.match(said, /Somebody else saved this/);
    assert.match(said, /Theirs.*Mine/s);
    assert.equal(mine.get('/specialization'), 'typed long', 'what was typed stands in the form');
    assert.equal((await json(me, path)).name, 'Theirs', 'nothing was saved');
    assert.equal((await mine.press()).status, 409, 'saving again asks again');
    await mine.save(mine.buttons.find(b => b.startsWith('do over ')).slice(3));
    const now = await json(me, path);
    assert.equal(now.name, 'Mine');
    assert.equal(now.specialization, 'typed long');
    const late = await third.set('/name', 'Late').press();
    assert.equal(late.status, 409);
    assert.match(late.text, new RegExp(`href="${path}/edit"`), 'theirs can be taken');
  });

  await t.test('rows that the other one took away lose nothing of mine', async () => {
    const form = await PageForm.open(me, '/achievements/new');
    form.set('/name', 'Rows');
    for (const i of [0, 1]) {
      await form.again('add /resultDescriptions');
      form.set(`/resultDescriptions/${i}/name`, `scale ${i}`);
    }
    const path = await form.save();
    const mine = await PageForm.open(me, `${path}/edit`);
    const theirs = await PageForm.open(me, `${path}/edit`);
    await theirs.again('remove /resultDescriptions/1');
    await theirs.again('remove /resultDescriptions/0');
    await theirs.save();
    const reply = await mine.set('/resultDescriptions/1/name', 'typed anew').press();
    assert.equal(reply.status, 409);
    assert.equal(mine.get('/resultDescriptions/1/name'), 'typed anew');
    await mine.save(mine.buttons.find(b => b.startsWith('do over ')).slice(3));
    assert.deepEqual((await json(me, path)).resultDescriptions.map(r => r.name),
      ['scale 0', 'typed anew']);
  });

  await t.test('a session that ended loses nothing', async () => {
    const path = await make(me, 'Achievement', { '/name': 'Session' });
    const form = await PageForm.open(me, `${path}/edit`);
    form.set('/name', 'Typed before');
    const session = [...me.cookies].find(([name]) => name.includes('session'));
    me.cookies.delete(session[0]);
    const reply = await form.press();
    assert.ok([303, 401].includes(reply.status), String(reply.status));
    const target = decodeURIComponent((reply.location ?? '') + reply.text);
    const [parked] = target.match(/\/parked\/[0-9a-z]+/);
    me.cookies.set(...session);
    const on = await me.ask(parked);
    assert.equal(on.status, 303);
    const again = await PageForm.open(me, on.location);
    assert.equal(again.get('/name'), 'Typed before');
    await again.save();
    assert.equal((await json(me, path)).name, 'Typed before');
  });

  await t.test('a form of a page that cannot show it is shown as fields', async () => {
    const path = await make(me, 'Profile', { '/name': 'Delete me not' });
    const page = await me.form(`${path}/delete`, `${path}/delete`);
    const session = [...me.cookies].find(([name]) => name.includes('session'));
    me.cookies.delete(session[0]);
    const reply = await me.send(page, { why: 'a <reason>' });
    const target = decodeURIComponent((reply.location ?? '') + reply.text);
    const [parked] = target.match(/\/parked\/[0-9a-z]+/);
    me.cookies.set(...session);
    const shown = await me.form(parked, `${path}/delete`);
    assert.equal(shown.fields.why, 'a <reason>');
    assert.equal((await me.send(shown)).status, 303);
    assert.equal((await me.ask(path)).status, 404);
  });

  await t.test('a recipient: a person by name, in the clear or behind a hash', async () => {
    const learner = await make(me, 'Profile', { '/name': 'Bea Moss', '/email': 'bea@example.org' });
    const { id: docId } = await json(me, learner);
    const form = await PageForm.open(me, `/assertions/new?learner=${id(learner)}`);
    const path = await form.save();
    assert.deepEqual((await json(me, path)).recipient, { type: 'id', identity: docId, hashed: false });
    const edit = await PageForm.open(me, `${path}/edit`);
    assert.equal(edit.get('learner'), id(learner), 'it is chosen already');
    edit.set('hide', '1');
    await edit.save();
    const { recipient } = await json(me, path);
    assert.equal(recipient.type, 'email');
    assert.equal(recipient.hashed, true);
    assert.equal(recipient.identity, 'sha256$' +
      createHash('sha256').update(`bea@example.org${recipient.salt}`).digest('hex'));
    const again = await PageForm.open(me, `${path}/edit`);
    assert.equal(again.get('learner'), id(learner), 'the office still knows who it is');
    assert.equal(again.get('hide'), '1');
    await again.save();
    assert.deepEqual((await json(me, path)).recipient, recipient, 'the salt stays');

    const poor = await make(me, 'Profile', { '/name': 'No Mail' });
    const refused = await PageForm.open(me, '/assertions/new');
    refused.set('learner', id(poor)).set('hide', '1');
    const reply = await refused.press();
    assert.equal(reply.status, 422);
    assert.match(words(reply.text), /No Mail has no e-mail address/);
  });

  await t.test('what the address names is filled in', async () => {
    const achievement = await make(me, 'Achievement', { '/name': 'Filled' });
    const assertion = await PageForm.open(me, `/assertions/new?achievement=${id(achievement)}`);
    assert.equal(assertion.get('/achievement'), id(achievement));
    assert.match(assertion.get('/issuedOn@date'), /^20\d\d-\d\d-\d\d$/);
    const endorsement = await PageForm.open(me, `/endorsements/new?for=${id(achievement)}`);
    assert.equal(endorsement.get('/claim/id'), (await json(me, achievement)).id);
    const lost = await PageForm.open(me, '/assertions/new?achievement=nothing&learner=none');
    assert.equal(lost.get('/achievement'), '');
  });

  await t.test('pictures and files are kept; hostile ones are refused', async () => {
    const form = await PageForm.open(me, '/achievements/new');
    form.set('/name', 'Pictured').attach('/image@file', 'seal.png', png);
    const path = await form.save();
    const { image } = await json(me, path);
    assert.ok(image.startsWith(`${site.url}/media/`), image);
    const file = await site.ask(new URL(image).pathname);
    assert.equal(file.status, 200);
    assert.equal(file.type, 'image/png');
    assert.deepEqual(file.bytes, png);
    assert.match(file.headers.get('content-security-policy'), /default-src 'none'.*sandbox/);
    assert.match(file.headers.get('cache-control'), /immutable/);
    assert.equal(file.headers.get('x-content-type-options'), 'nosniff');
    assert.equal((await site.ask(new URL(image).pathname, {
      headers: { 'if-none-match': file.headers.get('etag') },
    })).status, 304);
    assert.equal((await site.ask('/media/' + '0'.repeat(64))).status, 404);
    const page = await me.ask(path);
    assert.match(page.text, /<img[^>]*src="data:image\/png;base64,/, 'the page shows it');

    for (const [name, bytes] of [
      ['page.png', Buffer.from('<html><script>alert(1)</script>')],
      ['bad.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
      ['evil.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
      ['cut.png', png.subarray(0, 40)],
      ['letter.pdf', Buffer.from('%PDF-1.4 not a picture')],
      ['empty.png', Buffer.alloc(0)],
    ]) {
      const edit = await PageForm.open(me, `${path}/edit`);
      edit.set('/name', 'Not lost').attach('/image@file', name, bytes);
      const reply = await edit.press();
      assert.equal(reply.status, 422, name);
      assert.equal(edit.get('/name'), 'Not lost');
      assert.equal((await json(me, path)).name, 'Pictured', 'nothing was saved');
    }

    const good = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h2v2z"/></svg>';
    const edit = await PageForm.open(me, `${path}/edit`);
    edit.attach('/image@file', 'mark.svg', Buffer.from(good));
    await edit.save();
    const svg = await site.ask(new URL((await json(me, path)).image).pathname);
    assert.equal(svg.type, 'image/svg+xml');
    assert.match(svg.headers.get('content-disposition'), /^attachment/);
    const bare = await PageForm.open(me, `${path}/edit`);
    await bare.again('remove /image');
    await bare.save();
    assert.equal((await json(me, path)).image, undefined);
  });

  await t.test('a draft is deleted, unless something holds it', async () => {
    const held = await make(me, 'Profile', { '/name': 'Held' });
    const holder = await make(me, 'Achievement', { '/name': 'Holder', '/issuer': id(held) });
    const asked = await me.ask(`${held}/delete`);
    assert.match(words(asked.text), /cannot be deleted while something holds it.*Holder/s);
    assert.doesNotMatch(asked.text, /Delete it/);
    const token = (await me.form(`${holder}/delete`, `${holder}/delete`));
    const refused = await me.send({ ...token, action: `${held}/delete` });
    assert.equal(refused.status, 409);
    assert.match(words(refused.text), /Holder/);
    assert.equal((await me.send(token)).status, 303);
    assert.equal((await me.ask(holder)).status, 404);
    assert.equal((await me.send({ ...token, action: `${held}/delete` })).status, 303);
    assert.equal((await me.ask(held)).status, 404);
  });

  await t.test('the page of an item tells what must be mended, and where', async () => {
    const path = await make(me, 'Achievement', { '/description': 'no name' });
    const page = await me.ask(path);
    assert.match(words(page.text), /To be mended before it can be published/);
    const [, href] = page.text.match(/href="([^"]*\/edit\?open=[^"]*name[^"]*)"/);
    const form = await me.ask(href.replace(/&amp;/g, '&'));
    assert.match(form.text, /name="\/name"[^>]* autofocus/);
    const file = await me.ask(`${path}/json`);
    assert.match(file.headers.get('content-disposition'), /^attachment; filename\*=UTF-8''.*\.json$/);
    assert.equal(JSON.parse(file.text).description, 'no name');
  });

  await t.test('the page of an item tells who uses it', async () => {
    const profile = await make(me, 'Profile', { '/name': 'Used' });
    for (let i = 0; i < 7; i++)
      await make(me, 'Achievement', { '/name': `Uses ${i}`, '/issuer': id(profile) });
    const page = await me.ask(profile);
    assert.match(words(page.text), /Used by 7 Achievements/);
    const [, all] = page.text.match(/href="([^"]*\/achievements\?issuer=[^"]*)"/);
    assert.match(words((await me.ask(all)).text), /Uses 6/);
    const first = page.text.match(/href="(\/achievements\/[0-9a-z]{26})"/)[1];
    const award = await make(me, 'Assertion', { '/achievement': id(first) });
    assert.match(words((await me.ask(first)).text), /Used by 1 Assertion/);
    const form = await PageForm.open(me, '/clrs/new');
    form.fields.push(['add /assertions', id(award)]);
    await form.again('add /assertions');
    await form.save();
    assert.match(words((await me.ask(award)).text), /Used by 1 Learner record/);
    await sleep(1100); // the newest is told by the second
    await make(me, 'Achievement', { '/name': 'Newest', '/issuer': id(profile) });
    const next = await PageForm.open(me, '/achievements/new');
    assert.equal(next.get('/issuer'), id(profile), 'the issuer used last is offered');
  });

  await t.test('a learner is found by words, and has to be chosen', async () => {
    const learner = await make(me, 'Profile', { '/name': 'Quentin Xylander' });
    const form = await PageForm.open(me, '/assertions/new');
    const reply = await form.press('fill /recipient');
    assert.equal(reply.status, 422);
    assert.match(words(reply.text), /Choose a learner first/);
    form.fields.push(['find /recipient', 'xylan']);
    form.buttons.push('do find /recipient');
    await form.again('find /recipient');
    assert.deepEqual(form.offers.get('learner'), ['', id(learner)]);
    form.set('learner', id(learner));
    await form.again('fill /recipient');
    assert.match(words(form.page.text), /It goes to Quentin Xylander/);
    form.set('learner', 'gone');
    assert.equal((await form.press()).status, 422);
  });

  await t.test('what is published stays, what is revoked is not edited', async () => {
    const path = await make(me, 'Profile', { '/name': 'Firm', '/url': 'https://firm.example' });
    const publish = await me.form(`${path}/publish`, `${path}/publish`);
    assert.equal((await me.send(publish, { do: 'publish' })).status, 303);
    const page = await me.ask(path);
    assert.match(words(page.text), /Published Version 1/);
    assert.match(words((await me.ask(`${path}/delete`)).text), /It was published, so it stays/);
    const edit = await PageForm.open(me, `${path}/edit`);
    await edit.set('/description', 'later').save();
    assert.match(words((await me.ask(path)).text), /Changed since/);
    const revoke = await me.form(`${path}/revoke`, `${path}/revoke`);
    assert.equal((await me.send(revoke, { reason: 'closed' })).status, 303);
    assert.match(words((await me.ask(path)).text), /It was revoked: closed/);
    assert.equal((await me.ask(`${path}/edit`)).status, 410);
  });

  await t.test('an item is found for a field, and is of its class only', async () => {
    const path = await make(me, 'Profile', { '/name': 'Zebedee Quill' });
    const found = JSON.parse((await me.ask('/profiles/find?q=zebed')).text);
    assert.deepEqual(found.map(c => [c.value, c.label]), [[id(path), 'Zebedee Quill']]);
    assert.equal((await me.ask(`/achievements/${id(path)}`)).status, 404);
    assert.equal((await me.ask(`/achievements/${id(path)}/edit`)).status, 404);
  });

  await t.test('who may not edit is not offered it', async () => {
    const path = await make(me, 'Achievement', { '/name': 'Seen' });
    const auditor = await member(site, me, 'auditor');
    const page = await auditor.ask(path);
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /\/edit"/);
    assert.equal((await auditor.ask(`${path}/edit`)).status, 403);
    const nobody = await site.ask(path, { headers: { accept: 'text/html', 'sec-fetch-site': 'none' } });
    assert.ok([303, 401].includes(nobody.status), String(nobody.status));
    assert.doesNotMatch(nobody.text, /Seen/);
  });
}

async function alignments(t, me, framework) {
  await t.test('an alignment is filled in from its framework', async () => {
    const form = await PageForm.open(me, '/achievements/new');
    form.set('/name', 'Aligned').set('case /alignments', `${framework}/entry`);
    await form.again('case /alignments');
    assert.equal(form.get('/alignments/0/targetName'), 'Knots');
    const path = await form.save();
    assert.deepEqual((await json(me, path)).alignments.map(({ type, ...rest }) => rest), [{
      targetName: 'Knots', targetCode: 'R.1', targetDescription: 'Ties knots <b>safely</b>.',
      targetFramework: 'Ropework', targetUrl: 'https://case.example/uri/9d1b', targetType: 'CFItem',
    }]);
  });

  await t.test('what cannot be fetched is told beside the field', async () => {
    for (const [address, said] of [
      [`${framework}/nothing`, /could not be fetched.*404/],
      [`${framework}/page`, /is no JSON/],
      [`${framework}/other`, /no entry of a framework/],
      ['no address', /Paste the web address/],
      ['http://127.0.0.1:1/x', /could not be fetched/],
    ]) {
      const form = await PageForm.open(me, '/achievements/new');
      form.set('/name', 'Kept').set('case /alignments', address);
      const reply = await form.press('case /alignments');
      assert.equal(reply.status, 422, address);
      assert.match(words(reply.text), said, address);
      assert.equal(form.get('/name'), 'Kept');
      assert.equal(form.get('/alignments/0/targetUrl'), address);
      assert.ok(form.buttons.includes('do case /alignments/0'), 'it can be tried again');
    }
  });
}
