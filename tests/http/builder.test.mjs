// The Builder's home, lists, awarding and putting a record together, as a
// browser without scripts.
import assert from 'node:assert/strict';
import test from 'node:test';

import { run, until } from './lib/env.mjs';
import { links, parse, squeeze } from './lib/html.mjs';
import { PageForm } from './lib/page_form.mjs';
import { openSite } from './lib/site.mjs';
import { Visitor } from './lib/visitor.mjs';

const password = 'four words no more';

async function signedIn(site, role) {
  const visitor = new Visitor(site);
  const email = `${role}@office.example`;
  const [program, ...args] = site.command('user', 'add', email, `The ${role}`,
    '--role', role, '--password-stdin');
  const done = run(program, args, { input: `${password}\n` });
  assert.equal(done.status, 0, done.stderr);
  const reply = await visitor.send(await visitor.form('/login', '/login'), { email, password });
  assert.equal(reply.status, 303, reply.text);
  return visitor;
}

function words(page) {
  return squeeze(parse(page.text).words);
}

function id(path) {
  return path.split('/').pop();
}

async function make(visitor, folder, values) {
  const form = await PageForm.open(visitor, `/${folder}/new`);
  for (const [name, value] of Object.entries(values)) {
    if (!form.has(name)) form.fields.push([name, value]);
    else form.set(name, value);
  }
  return form.save();
}

// The fields and buttons of a page's form; a list of suggestions is no field.
function formOf(visitor, page, action) {
  const text = page.text.replace(/<datalist[^]*?<\/datalist>/g, '');
  return new PageForm(visitor, action).take({ ...page, text });
}

// Send the form of ${page} to ${action} by a button; ${change} gets its
// fields as a list of [name, value].
function press(visitor, page, action, [name, value], change = fields => fields) {
  const { fields, buttons } = formOf(visitor, page, action);
  assert.ok(fields.some(([n]) => n === 'token'), 'the form has a token');
  if (name === 'do') assert.ok(buttons.includes(`do ${value}`), `no button ${value}: ${buttons}`);
  return visitor.ask(action, {
    method: 'POST', body: new URLSearchParams([...change(fields), [name, value]]),
    headers: { origin: visitor.site.url, 'sec-fetch-site': 'same-origin' },
  });
}

const tick = (name, ...ids) => fields =>
  [...fields.filter(([n]) => n !== name), ...ids.map(value => [name, value])];
const type = values => fields =>
  [...fields.filter(([n]) => !(n in values)), ...Object.entries(values)];

function rows(page, folder) {
  return [...new Set(links(page.text).filter(at =>
    new RegExp(`^/${folder}/[0-9a-z]{26}$`).test(at)).map(id))];
}

function buttonOf(page) {
  const { elements } = parse(page.text);
  return elements.filter(e => e.name === 'a' && e.attrs.class === 'button').map(e => e.attrs.href);
}

// The lines of a CSV answer, fields taken apart.
function table(text) {
  return text.replace(/^\ufeff/, '').trimEnd().split('\r\n').map(line =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^",]*)(,|$)/g)].filter((m, i) => m[0] || i === 0)
      .map(m => m[1].replace(/^"|"$/g, '').replaceAll('""', '"')));
}

test('the Builder', async t => {
  const site = await openSite();
  try {
    const owner = await signedIn(site, 'owner');
    const made = {};

    await t.test('home with nothing leads to the first step, and only to it', async () => {
      const page = await owner.ask('/build');
      assert.equal(page.status, 200);
      assert.deepEqual(buttonOf(page), ['/profiles/new']);
      assert.match(words(page), /Four steps to your first record/);
      for (const at of ['/profiles', '/achievements', '/award', '/gather', '/alignments',
        '/associations', '/endorsements', '/import', '/build/download'])
        assert.ok(links(page.text).includes(at) || links(page.text).includes(`${at}/new`), at);
      for (const folder of ['profiles', 'achievements', 'assertions', 'clrs', 'endorsements']) {
        const list = await owner.ask(`/${folder}`);
        assert.equal(list.status, 200, folder);
        assert.match(list.text, /class="empty"/, folder);
      }
    });

    await t.test('each step done shows the next', async () => {
      made.college = await make(owner, 'profiles', { '/name': 'Riverbend College' });
      assert.deepEqual(buttonOf(await owner.ask('/build')), ['/profiles/new']);
      made.maya = await make(owner, 'profiles', { '/name': 'Maya Okafor', '/email': 'maya@riverbend.example' });
      assert.deepEqual(buttonOf(await owner.ask('/build')), ['/achievements/new']);
      made.knots = await make(owner, 'achievements', {
        '/name': 'Knots', '/achievementType': 'Course', '/creditsAvailable': '3',
        '/issuer': id(made.college),
      });
      assert.deepEqual(buttonOf(await owner.ask('/build')), ['/award']);
    });

    await t.test('things to do lead to the place', async () => {
      const page = await owner.ask('/build');
      assert.match(words(page), /1 achievement does not say how it is earned/);
      assert.match(words(page), /1 achievement has no description/);
      assert.ok(links(page.text).includes(`${made.knots}/edit`));
      const only = await owner.ask('/build?todo=description');
      assert.ok(links(only.text).includes(`${made.knots}/edit`));
      assert.equal((await owner.ask('/build?todo=nothing')).status, 404);
      assert.match(words(await owner.ask('/build?todo=expiring')), /Nothing of this kind/);
    });

    await t.test('awarding to one learner goes to its page', async () => {
      const choose = await owner.ask(`/award?learner=${id(made.maya)}`);
      assert.match(choose.text, new RegExp(`value="${id(made.knots)}"`));
      const page = await owner.ask(`/award?achievement=${id(made.knots)}`);
      assert.doesNotMatch(page.text, new RegExp(`value="${id(made.college)}"`), 'not the issuer itself');
      const none = await press(owner, page, '/award', ['do', 'award']);
      assert.equal(none.status, 422);
      assert.match(words(none), /Nobody is ticked/);
      const wrong = await press(owner, page, '/award', ['do', 'award'],
        f => type({ date: '31.5.2024', credits: '3,5' })(tick('learner', id(made.maya))(f)));
      assert.equal(wrong.status, 422);
      assert.match(words(wrong), /This is no date.*This is no number/);
      assert.match(wrong.text, /value="3,5"/, 'what was typed stays');
      const reply = await press(owner, wrong, '/award', ['do', 'award'],
        type({ date: '2024-05-31', term: 'Spring 2024', credits: '3' }));
      assert.equal(reply.status, 303, words(reply));
      assert.match(reply.location, /^\/assertions\/[0-9a-z]{26}\/edit$/);
      made.first = reply.location.replace('/edit', '');
      const doc = JSON.parse((await owner.ask(`${made.first}/json`)).text);
      const learner = JSON.parse((await owner.ask(`${made.maya}/json`)).text);
      assert.deepEqual(doc.recipient, { type: 'id', identity: learner.id, hashed: false });
      assert.equal(doc.issuedOn, '2024-05-31T00:00:00Z');
      assert.equal(doc.term, 'Spring 2024');
      assert.equal(doc.creditsEarned, 3);
      assert.equal(doc.achievement.name, 'Knots');
      assert.match(doc.id, new RegExp(`^${site.url}/ims/clr/v1p0/assertions/[0-9a-f-]{36}$`));
      assert.equal(doc.verification, undefined, 'publishing says how it is verified');
    });

    await t.test('nobody gets it twice by mistake', async () => {
      made.others = [];
      for (let i = 0; i < 3; i++)
        made.others.push(await make(owner, 'profiles', { '/name': `Learner ${i}` }));
      const all = [made.maya, ...made.others].map(id);
      const page = await owner.ask(`/award?achievement=${id(made.knots)}`);
      const asks = await press(owner, page, '/award', ['do', 'award'], tick('learner', ...all));
      assert.equal(asks.status, 200);
      assert.match(words(asks), /One of them has it already/);
      const done = await press(owner, asks, '/award', ['do', 'others']);
      assert.match(words(done), /3 drafts were made/);
      assert.equal(rows(done, 'assertions').length, 3);
      assert.equal(links(done.text).filter(at => /^\/assertions\/\w+\/edit$/.test(at)).length, 3);
      const again = await press(owner, asks, '/award', ['do', 'again']);
      const now = await press(owner, page, '/award', ['do', 'award'], tick('learner', ...all));
      assert.match(words(again), /4 drafts were made/);
      assert.match(words(now), /4 of them have it already/);
      assert.doesNotMatch(now.text, /value="others"/);
    });

    await t.test('a search keeps who is ticked', async () => {
      const page = await owner.ask(`/award?achievement=${id(made.knots)}`);
      const found = await press(owner, page, '/award', ['do', 'find'],
        f => type({ find: 'Learner 2' })(tick('learner', id(made.maya))(f)));
      const { fields } = formOf(owner, found, '/award');
      assert.deepEqual(fields.filter(([n]) => n === 'learner'), [['learner', id(made.maya)]]);
      assert.match(found.text, new RegExp(`value="${id(made.others[2])}"`));
      assert.doesNotMatch(found.text, new RegExp(`value="${id(made.others[1])}"`));
    });

    await t.test('a list is searched, filtered and sorted by its address', async () => {
      const count = async query => rows(await owner.ask(`/assertions?${query}`), 'assertions').length;
      assert.equal(await count(''), 8);
      assert.equal(await count(`learner=${id(made.maya)}`), 2);
      assert.equal(await count(`achievement=${id(made.knots)}`), 8);
      assert.equal(await count('term=Spring+2024'), 1);
      assert.equal(await count('kind=Course'), 8);
      assert.equal(await count('state=published'), 0);
      assert.equal(await count('state=draft&q=maya'), 2);
      assert.equal(await count('in=none'), 8);
      const none = await owner.ask('/assertions?q=nobody');
      assert.match(none.text, /class="empty"/);
      assert.ok(links(none.text).includes('/assertions'));
      assert.equal((await owner.ask(`/assertions?learner=${id(made.knots)}`)).status, 404);
      const names = (await owner.ask('/profiles?sort=name')).text;
      const at = name => names.indexOf(`>${name}<`);
      assert.ok(at('Learner 0') < at('Learner 1') && at('Learner 1') < at('Maya Okafor'));
    });

    await t.test('page by page, none twice, none left out', async () => {
      for (let i = 0; i < 55; i++) await make(owner, 'profiles', { '/name': `Person ${i}` });
      const seen = [];
      let at = '/profiles?q=person';
      for (let turn = 0; at && turn < 5; turn++) {
        const page = await owner.ask(at);
        seen.push(...rows(page, 'profiles'));
        at = parse(page.text).elements.find(e => e.name === 'a' && e.attrs.rel === 'next')?.attrs.href;
      }
      assert.equal(seen.length, 55);
      assert.equal(new Set(seen).size, 55);
      assert.equal((await owner.ask('/profiles?page=0')).status, 422);
    });

    await t.test('the list as CSV has all that fit, and no formula', async () => {
      await make(owner, 'profiles', { '/name': '=1+1,"x"\u00e9' });
      const reply = await owner.ask('/profiles?as=csv');
      assert.match(reply.type, /^text\/csv; *charset=utf-8/);
      assert.match(reply.headers.get('content-disposition'), /attachment; filename="profiles.csv"/);
      const lines = table(reply.text);
      assert.equal(lines.length, 1 + 61);
      assert.ok(lines.every(line => line.length === lines[0].length), 'as many fields in each');
      assert.equal(lines[0][0], 'Name');
      assert.ok(lines.some(line => line[0] === '\'=1+1,"x"é'));
      assert.ok(await until(async () => /The list of profiles as CSV/.test(
        (await owner.ask('/admin/audit')).text)), 'a list that was taken away is told');
      const some = await owner.ask('/profiles?as=csv&q=person');
      assert.equal(table(some.text).length, 1 + 55);
    });

    await t.test('several at once: asked first, told one by one', async () => {
      const list = await owner.ask('/profiles?q=person+5');
      const none = await press(owner, list, '/profiles', ['do', 'delete']);
      assert.equal(none.status, 422);
      assert.match(words(none), /Nothing was selected/);
      const some = rows(list, 'profiles').slice(0, 3);
      const asks = await press(owner, list, '/profiles', ['do', 'publish'], tick('item', ...some));
      assert.match(words(asks), /Publish these\? \(3\)/);
      assert.equal((await owner.ask('/profiles?state=published')).text.match(/class="empty"/)?.length, 1);
      const done = await press(owner, asks, '/profiles', ['do', 'publish']);
      assert.match(words(done), /3 were published/);
      assert.match(done.text, /value="person 5"/, 'the search stays');
      const mixed = [...some.slice(0, 1), ...rows(list, 'profiles').slice(3, 5), id(made.maya)];
      const sure = await press(owner, done, '/profiles', ['do', 'delete'], tick('item', ...mixed));
      const gone = await press(owner, sure, '/profiles', ['do', 'delete']);
      assert.match(words(gone), /2 were deleted/);
      assert.match(words(gone), /2 could not be done/);
      assert.equal((await owner.ask(`/profiles/${mixed[1]}`)).status, 404);
      assert.equal((await owner.ask(made.maya)).status, 200);
    });

    await t.test('who may not, is not offered it and cannot', async () => {
      const auditor = await signedIn(site, 'auditor');
      const page = await auditor.ask('/profiles');
      assert.equal(page.status, 200);
      assert.doesNotMatch(page.text, /name="item"/);
      assert.ok(!links(page.text).includes('/profiles/new'));
      assert.equal((await auditor.ask('/award')).status, 403);
      assert.ok(!buttonOf(await auditor.ask('/build')).length);
      const editor = await signedIn(site, 'editor');
      const { fields } = formOf(editor, await editor.ask('/profiles'), '/profiles');
      assert.ok(fields.length > 0);
    });

    await t.test('a record is put together step by step, and back', async () => {
      let page = await owner.ask('/gather');
      const missing = await press(owner, page, '/gather', ['go', 'publisher']);
      assert.equal(missing.status, 422);
      assert.match(words(missing), /Choose a learner first/);
      page = await press(owner, await press(owner, page, '/gather', ['go', 'learner'],
        type({ find: 'maya' })), '/gather', ['go', 'publisher'], type({ learner: id(made.maya) }));
      page = await press(owner, page, '/gather', ['go', 'assertions'], type({ publisher: id(made.college) }));
      const { fields } = formOf(owner, page, '/gather');
      assert.equal(fields.filter(([n]) => n === 'assertion').length, 2, 'all are ticked');
      const unticked = await press(owner, page, '/gather', ['go', 'rest'], tick('assertion'));
      assert.match(words(unticked), /Tick at least one/);
      page = await press(owner, page, '/gather', ['go', 'rest'], tick('assertion', id(made.first)));
      page = await press(owner, page, '/gather', ['go', 'review'],
        type({ name: 'Transcript of “Maya”', partial: '1', related: id(made.knots) }));
      assert.match(words(page), /Transcript of “Maya”/);
      const back = await press(owner, page, '/gather', ['go', 'assertions']);
      const kept = formOf(owner, back, '/gather').fields;
      assert.deepEqual(kept.filter(([n]) => n === 'assertion'), [['assertion', id(made.first)]]);
      const forth = await press(owner, back, '/gather', ['go', 'review']);
      const reply = await press(owner, forth, '/gather', ['go', 'make']);
      assert.equal(reply.status, 303, words(reply));
      made.clr = reply.location.replace(/\?.*/, '');
      assert.match(made.clr, /^\/clrs\/[0-9a-z]{26}$/);
      const doc = JSON.parse((await owner.ask(`${made.clr}/json`)).text);
      assert.equal(doc.name, 'Transcript of “Maya”');
      assert.equal(doc.partial, true);
      assert.equal(doc.learner.name, 'Maya Okafor');
      assert.equal(doc.publisher.name, 'Riverbend College');
      assert.equal(doc.assertions.length, 1);
      assert.equal(doc.assertions[0].term, 'Spring 2024');
      assert.equal(doc.achievements.length, 1);
      assert.equal((await owner.ask(made.clr)).status, 200);
    });

    await t.test('what stands in a record is found by it', async () => {
      const count = async at => rows(await owner.ask(at), at.match(/\w+/)[0]).length;
      assert.equal(await count(`/clrs?learner=${id(made.maya)}`), 1);
      assert.equal(await count(`/clrs?publisher=${id(made.college)}`), 1);
      assert.equal(await count('/assertions?in=none'), 7);
      const page = await press(owner, await press(owner, await owner.ask(`/gather?learner=${id(made.maya)}`),
        '/gather', ['go', 'assertions'], type({ publisher: id(made.college) })),
      '/gather', ['go', 'filter'], type({ fresh: '1' }));
      const { fields } = formOf(owner, page, '/gather');
      assert.equal(fields.filter(([n]) => n === 'assertion').length, 1);
    });

    await t.test('the last step is to publish; then the steps are gone', async () => {
      assert.deepEqual(buttonOf(await owner.ask('/build')), [`${made.clr}/publish`]);
      const list = await owner.ask('/clrs');
      const asks = await press(owner, list, '/clrs', ['do', 'publish'], tick('item', id(made.clr)));
      const done = await press(owner, asks, '/clrs', ['do', 'publish']);
      assert.match(words(done), /1 was published/);
      const home = await owner.ask('/build');
      assert.doesNotMatch(words(home), /Four steps/);
    });

    await t.test('what changed since is told, until it is published again', async () => {
      const form = await PageForm.open(owner, `${made.maya}/edit`);
      await form.set('/name', 'Maya A. Okafor').save();
      assert.match(words(await owner.ask('/build')), /1 item was changed since it was published/);
      const change = async (folder, path) => {
        const list = await owner.ask(`/${folder}?state=${folder === 'clrs' ? 'stale' : 'changed'}`);
        assert.deepEqual(rows(list, folder), [id(path)]);
        const asks = await press(owner, list, `/${folder}`, ['do', 'publish'], tick('item', id(path)));
        return press(owner, asks, `/${folder}`, ['do', 'publish']);
      };
      assert.match(words(await change('profiles', made.maya)), /1 was published/);
      const home = await owner.ask('/build');
      assert.match(words(home), /1 published item holds something that changed since/);
      assert.ok(links(home.text).includes(`${made.clr}/publish`));
      assert.match(words(await owner.ask('/clrs')), /Parts changed/);
    });

    await t.test('associations are drawn, and said in words', async () => {
      const knots = JSON.parse((await owner.ask(`${made.knots}/json`)).text);
      const empty = await owner.ask('/associations');
      assert.match(empty.text, /class="empty"/);
      const form = await PageForm.open(owner, '/achievements/new');
      form.set('/name', 'Splices').set('/issuer', id(made.college));
      await form.again('add /associations');
      form.set('/associations/0/associationType', 'precedes');
      form.set('/associations/0/targetId', knots.id);
      if (form.has('/associations/0/title')) form.set('/associations/0/title', 'Knots');
      const splices = await form.save();
      made.splices = splices;
      const page = await owner.ask('/associations');
      assert.match(page.text, /<svg[^>]*width="\d+"/);
      assert.equal((page.text.match(/class="tile"/g) ?? []).length, 2);
      assert.match(words(page), /Splices comes before Knots/);
      assert.ok(links(page.text).includes(splices) && links(page.text).includes(made.knots));
      assert.doesNotMatch(page.text, / style=/);
      // The achievement at the other end says it too.
      const other = await owner.ask(made.knots);
      assert.match(words(other), /Splices comes before Knots/);
      assert.match(other.text, /class="at at-\w+ here"/);
      assert.match((await owner.ask('/associations?q=nothing')).text, /class="empty"/);
      assert.match((await owner.ask('/alignments')).text, /class="empty"/);
    });

    await t.test('what belongs to what was awarded is offered with it', async () => {
      const learner = made.others[0];
      const award = await owner.ask(`/award?achievement=${id(made.splices)}`);
      await press(owner, award, '/award', ['do', 'award'], tick('learner', id(learner)));
      let page = await owner.ask(`/gather?learner=${id(learner)}`);
      assert.match(page.text, new RegExp(`value="${id(made.college)}" checked`), 'who published last is offered');
      page = await press(owner, page, '/gather', ['go', 'assertions'], type({ publisher: id(made.college) }));
      page = await press(owner, page, '/gather', ['go', 'filter'], type({ kind: 'Nothing' }));
      assert.match(words(page), /Nothing fits/);
      page = await press(owner, page, '/gather', ['go', 'filter'], type({ kind: '' }));
      const { fields } = formOf(owner, page, '/gather');
      assert.ok(fields.filter(([n]) => n === 'assertion').length >= 2);
      const list = await owner.ask(`/assertions?learner=${id(learner)}&q=splices`);
      const [splicing] = rows(list, 'assertions');
      page = await press(owner, page, '/gather', ['go', 'rest'], tick('assertion', splicing));
      assert.match(page.text, new RegExp(`name="related" value="${id(made.knots)}"`));
      page = await press(owner, page, '/gather', ['go', 'rest'], type({ find: 'splices', related: id(made.knots) }));
      assert.match(page.text, new RegExp(`name="related" value="${id(made.knots)}" checked`));
      assert.match(page.text, new RegExp(`name="related" value="${id(made.splices)}"`));
      const none = await press(owner, await owner.ask('/gather'), '/gather', ['go', 'publisher'],
        type({ learner: '0'.repeat(26) }));
      assert.equal(none.status, 422);
    });

    await t.test('nobody who is not signed in sees any of it', async () => {
      for (const at of ['/award', '/gather'])
        assert.notEqual((await new Visitor(site).ask(at)).status, 200, at);
    });
  } finally {
    await site.close();
  }
});

test('where a second person approves, many are asked for at once', async () => {
  const site = await openSite({ settings: { review: 'yes' } });
  try {
    const owner = await signedIn(site, 'owner');
    const reviewer = await signedIn(site, 'reviewer');
    for (const name of ['Ada', 'Bo']) await make(owner, 'profiles', { '/name': name });
    const list = await owner.ask('/profiles');
    const asks = await press(owner, list, '/profiles', ['do', 'publish'], tick('item', ...rows(list, 'profiles')));
    assert.match(words(asks), /Ask for approval of these\? \(2\)/);
    const done = await press(owner, asks, '/profiles', ['do', 'publish']);
    assert.match(words(done), /2 now wait for approval/);
    assert.equal(rows(await owner.ask('/profiles?state=review'), 'profiles').length, 2);
    assert.match(words(await reviewer.ask('/build')), /2 items wait for approval/);
  } finally {
    await site.close();
  }
});
