// Everything that the Builder holds, taken away as one document or as files.
import assert from 'node:assert/strict';
import test from 'node:test';

import { recordOfSize } from './lib/documents.mjs';
import { until } from './lib/env.mjs';
import { edit, formAt, id, json, make, office, onSite, published, words } from './lib/items.mjs';
import { member } from './lib/staff.mjs';
import { Visitor } from './lib/visitor.mjs';
import { unzip } from './lib/zip.mjs';

const folders = ['profiles', 'achievements', 'assertions', 'endorsements', 'clrs'];

// Each item's document, as its own page gives it, by its path.
async function each(visitor) {
  const found = {};
  for (const folder of folders) {
    const page = await visitor.ask(`/${folder}`);
    for (const [, path] of page.text.matchAll(/href="(\/\w+\/[0-9a-z]{26})"/g))
      if (path.startsWith(`/${folder}/`)) found[path] = await json(visitor, path);
  }
  return found;
}

test('everything', t => onSite(async (site, owner) => {
  await t.test('nothing yet is an empty list of each', async () => {
    const all = JSON.parse((await owner.ask('/build/download')).text);
    assert.deepEqual(all, Object.fromEntries(folders.map(folder => [folder, []])));
    const zip = await owner.ask('/build/download?as=zip');
    assert.equal(zip.status, 200);
    assert.equal(unzip(zip.bytes).size, 0);
  });

  const items = await office(owner);
  await published(owner, items.clr);
  await edit(owner, items.maya, { '/name': 'Maya A. Okafor' });
  await make(owner, 'profiles', { '/name': '../..\\x: "Ünïcode" <b>?*|.' });
  await make(owner, 'profiles', { '/name': '長'.repeat(100) });
  const documents = await each(owner);

  await t.test('as one document', async () => {
    const reply = await owner.ask('/build/download');
    assert.equal(reply.status, 200);
    assert.match(reply.type, /^application\/json/);
    assert.match(reply.headers.get('content-disposition'), /^attachment; filename="clarus-\d{4}-\d\d-\d\d\.json"$/);
    assert.match(reply.headers.get('cache-control'), /no-store/);
    const all = JSON.parse(reply.text);
    assert.deepEqual(Object.keys(all), folders);
    const byId = list => list.toSorted((a, b) => a.id < b.id ? -1 : 1);
    assert.deepEqual(byId(Object.values(all).flat()), byId(Object.values(documents)));
    assert.ok(!reply.text.includes('$item'));
  });

  await t.test('as files', async () => {
    const reply = await owner.ask('/build/download?as=zip');
    assert.equal(reply.type, 'application/zip');
    assert.match(reply.headers.get('content-disposition'), /filename="clarus-\d{4}-\d\d-\d\d\.zip"$/);
    const files = unzip(reply.bytes);
    assert.equal(files.size, Object.keys(documents).length);
    for (const [name, bytes] of files) {
      assert.match(name, /^[a-z]+\/[^/\\:*?"<>|]*[0-9a-z]{26}\.json$/, name);
      assert.ok(!name.includes('..'), name);
      const path = `/${name.split('/')[0]}/${name.match(/([0-9a-z]{26})\.json$/)[1]}`;
      assert.deepEqual(JSON.parse(bytes), documents[path], name);
    }
    const names = [...files.keys()];
    assert.ok(names.includes(`clrs/Transcript-${id(items.clr)}.json`));
    assert.ok(names.some(name => name.includes('Ünïcode')));
  });

  await t.test('more than a page of items, each once', async () => {
    const [path] = await owner.ask('/import').then(() => importAs(owner, site, recordOfSize(150000)));
    await owner.send(await formAt(owner, `${path}/build`));
    const all = JSON.parse((await owner.ask('/build/download')).text);
    assert.ok(all.achievements.length > 200, `${all.achievements.length} achievements`);
    for (const folder of folders)
      assert.equal(new Set(all[folder].map(d => d.id)).size, all[folder].length, folder);
  });

  await t.test('what is taken away is told in the audit trail, what is only looked at is not', async () => {
    const [record] = (await owner.ask(`${items.clr}/versions`)).text.match(/\/records\/[0-9a-z]{26}/);
    const told = () => site.must('audit', 'list').split('\n').filter(line => /\.download/.test(line)).length;
    const taken = [`${items.clr}/json`, `${items.clr}/versions/1`, `${record}/original`, '/build/download'];
    const before = told();
    for (const path of taken) assert.equal((await owner.ask(path)).status, 200, path);
    await json(owner, record);
    await until(() => told() === before + taken.length + 1, 5000);
    for (const path of [items.clr, record, `${items.clr}/versions`]) await owner.ask(path);
    await owner.ask(`${items.clr}/json`, { method: 'HEAD' });
    await owner.ask('/clrs/0123456789abcdefghjkmnpqrs/json');
    assert.equal(told(), before + taken.length + 1, site.must('audit', 'list'));
    assert.equal(site.clarus('audit', 'verify').status, 0);
  });

  await t.test('whoever may read may take it, nobody else', async () => {
    const auditor = await member(site, owner, 'auditor');
    assert.equal((await auditor.ask('/build/download')).status, 200);
    const learner = await member(site, owner, 'learner');
    assert.equal((await learner.ask('/build/download')).status, 403);
    assert.equal((await new Visitor(site).ask('/build/download')).status, 303);
  });
}));

async function importAs(visitor, site, bytes) {
  const form = await visitor.form('/import', '/import');
  const body = new FormData();
  body.append('token', form.fields.token);
  body.append('file', new Blob([bytes], { type: 'application/json' }), 'record.json');
  const reply = await visitor.ask('/import', {
    method: 'POST', body,
    headers: { origin: site.url, 'sec-fetch-site': 'same-origin' },
  });
  const page = await visitor.ask(reply.location);
  return [page.text.match(/href="(\/records\/[0-9a-z]{26})["?#]/)[1]];
}

test('more than may be taken at once is refused in words', t => onSite(async (site, owner) => {
  const [path] = await importAs(owner, site, recordOfSize(500000));
  await owner.send(await formAt(owner, `${path}/build`));
  for (const as of ['json', 'zip']) {
    const reply = await owner.ask(`/build/download?as=${as}`);
    assert.equal(reply.status, 413, as);
    assert.match(words(reply), /more than 1 MiB \(the setting max_download\)/);
    assert.equal(reply.headers.get('content-disposition'), null);
  }
}, { max_download: '1MiB' }));
