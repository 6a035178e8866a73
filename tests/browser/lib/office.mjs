// A furnished office: the first owner signed in, the parts of two records in
// the Builder, one record published; the address of each kind of page.
import { join } from 'node:path';

import { source } from '../../http/lib/env.mjs';
import { addresses, bring, publishAll, rows } from '../../http/lib/hosted.mjs';
import { revoke } from '../../http/lib/items.mjs';
import { asked, made, register, request, tokens } from '../../http/lib/oauth.mjs';
import { firstOwner, member } from '../../http/lib/staff.mjs';

const folders = ['profiles', 'achievements', 'assertions', 'clrs', 'endorsements'];
const documents = ['maya-okafor-transcript.json', 'layla-haddad-nursing.json'];

// The address of the first item that a list shows.
async function first(owner, path) {
  const { text } = await owner.ask(path);
  return text.match(new RegExp(`href="(/${path.match(/^\/(\w+)/)[1]}/[0-9a-z]{26})"`))[1];
}

// Applications: one that registered itself and was let in, one made here.
async function applications(site, owner) {
  const wallet = await register(site);
  const ours = made(site, 'Registry of the college', '--scope', 'readonly', '--all');
  await tokens(site, owner, wallet);
  return { consent: asked(request(wallet)), 'consent-refused': asked(request(wallet, { client_id: 'x' })),
    apps: '/account/apps', clients: '/admin/clients', 'clients-nothing': '/admin/clients?q=nobody',
    'clients-new': '/admin/clients/new', client: `/admin/clients/${wallet.client_id}`,
    'client-ours': `/admin/clients/${ours.client_id}`,
    'client-delete': `/admin/clients/${ours.client_id}/delete` };
}

// Two records as if this office had made them, published with all in them; the
// address of a hosted document of each class, and of one that was revoked.
async function host(site, owner) {
  bring(site, ['ingrid-solberg-bicycle-repair', 'layla-haddad-nursing']);
  await publishAll(site, owner);
  const pages = {};
  for (const folder of ['assertions', 'achievements', 'endorsements', 'profiles'])
    [pages[`hosted-${folder}`]] = addresses(site, `path LIKE '${folder}/%' AND is_revoked = 0`);
  const [{ id }] = rows(site, `SELECT item_id AS id FROM hosted WHERE path LIKE 'assertions/%' AND is_revoked = 0
    ORDER BY path DESC LIMIT 1`);
  await revoke(owner, `/assertions/${id}`, 'Given to the wrong person.');
  [pages['hosted-revoked']] = addresses(site, `item_id = '${id}'`);
  const [{ item_id: profile }] = rows(site, 'SELECT issuer_id AS item_id FROM revocation LIMIT 1');
  site.must('key', 'new', profile);
  [pages['hosted-profile-keys']] = addresses(site, `item_id = '${profile}'`);
  const states = site.must('key', 'list').trimEnd().split('\n').map(line => line.split('\t'));
  site.must('key', 'revoke', states.find(([, is]) => is === 'replaced')[0], '--since', '2020-01-01', '--reason', 'A laptop is lost');
  for (const [name, is] of [['key', 'signing'], ['key-revoked', 'replaced']])
    pages[`hosted-${name}`] = `/ims/clr/v1p0/keys/${states.find(row => row[1] === is)[0]}`;
  return { ...pages, 'hosted-revocations': `/ims/clr/v1p0/revocations/${profile}` };
}

// The list of known issuers, without and with some on it.
async function knowIssuers(owner) {
  const here = '/admin/issuers';
  for (const [id, name, note] of [['https://atlas.example/issuer', 'Atlas University', 'We asked their registrar on 3 May 2026, and wrote it down.'],
    ['urn:uuid:5d3c4a52-1f0b-4a55-9b51-6f2f3d8a7b10', 'Guild of Boat Builders and Riggers of the Northern Harbours', 'By letter.']])
    await owner.send(await owner.form(here, here), { id, name, note });
  return { issuers: here, 'issuers-change': `${here}?id=${encodeURIComponent('https://atlas.example/issuer')}`,
    'issuers-remove': `${here}/remove?id=${encodeURIComponent('https://atlas.example/issuer')}` };
}

export async function furnishOffice(site) {
  site.must('import', '--build', ...documents.map(name => join(source, 'db/demo', name)));
  const owner = await firstOwner(site);
  await member(site, owner, 'reviewer');
  const pages = { login: '/login', forgot: '/forgot', build: '/build', award: '/award',
    gather: '/gather', alignments: '/alignments', associations: '/associations',
    account: '/account', second: '/account/second', admin: '/admin', users: '/admin/users',
    outbox: '/admin/mail', 'keys-new': '/admin/keys/new', keys: '/admin/keys', audit: '/admin/audit', 'audit-checked': '/admin/audit?check=1' };
  for (const bits of ['2048', '2304']) site.must('key', bits === '2048' ? 'new' : 'rotate', 'Riverbend College', '--bits', bits);
  const [[key]] = site.must('key', 'list').split('\n').map(line => line.split('\t'));
  for (const act of ['rotate', 'end', 'revoke']) pages[`keys-${act}`] = `/admin/keys/${key}/${act}`;
  for (const folder of folders) {
    const item = await first(owner, `/${folder}`);
    pages[`${folder}-list`] = `/${folder}`;
    pages[`${folder}-none`] = `/${folder}?q=nobody%20here`;
    pages[`${folder}-item`] = item;
    for (const [name, path] of [['new', `/${folder}/new`], ['edit', `${item}/edit`],
      ['publish', `${item}/publish`], ['delete', `${item}/delete`]])
      pages[`${folder}-${name}`] = path;
    if (folder !== 'endorsements') pages[`${folder}-endorse`] = `${item}/endorse`;
  }
  const clr = await first(owner, '/clrs?q=Maya');
  const form = await owner.form(`${clr}/publish`, `${clr}/publish`);
  await owner.send(form, { do: 'publish' });
  pages['award-one'] = `/award?achievement=${(await first(owner, '/achievements')).split('/').pop()}`;
  Object.assign(pages, await host(site, owner), await knowIssuers(owner));
  const record = (await owner.ask('/records')).text.match(/href="(\/records\/[0-9a-z]{26})"/)[1];
  Object.assign(pages, await applications(site, owner));
  return { owner, pages: { ...pages, 'clrs-published': clr, 'clrs-versions': `${clr}/versions`,
    'clrs-revoke': `${clr}/revoke`, intake: `${record}/build`, docs: '/docs' } };
}
