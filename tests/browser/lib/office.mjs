// A furnished office: the first owner signed in, the parts of two records in
// the Builder, one record published; the address of each kind of page.
import { join } from 'node:path';

import { source } from '../../http/lib/env.mjs';
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
  const record = (await owner.ask('/records')).text.match(/href="(\/records\/[0-9a-z]{26})"/)[1];
  Object.assign(pages, await applications(site, owner));
  return { owner, pages: { ...pages, 'clrs-published': clr, 'clrs-versions': `${clr}/versions`,
    'clrs-revoke': `${clr}/revoke`, intake: `${record}/build` } };
}
