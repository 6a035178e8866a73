// The API for other systems: an office with a client and a hundred records of
// 20 kB, and scripts for wrk that ask with its token.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { recordOfSize } from '../http/lib/documents.mjs';
import { client, payload, token } from '../http/lib/tokens.mjs';

const count = 100;
const size = 20000;

function script(dir, name, lines) {
  const file = join(dir, `${name}.lua`);
  writeFileSync(file, lines.join('\n') + '\n');
  return file;
}

// One record after the other is posted, each time under another name.
function posting(dir, head, path, records) {
  const mark = 'THIS NAME';
  const halves = records.slice(0, 16).map(clr =>
    JSON.stringify(payload({ ...clr, name: mark })).split(mark));
  return script(dir, 'clr-post', [
    `local before = { ${halves.map(([text]) => JSON.stringify(text)).join(', ')} }`,
    `local after = { ${halves.map(([, text]) => JSON.stringify(text)).join(', ')} }`,
    `local head = ${head}`,
    'local n = 0',
    'function request()',
    '  n = n + 1',
    '  local i = n % #before + 1',
    `  return wrk.format("POST", ${JSON.stringify(path)}, head, before[i] .. "Name " .. n .. os.time() .. after[i])`,
    'end',
  ]);
}

// A client asks for a token for itself, again and again.
function tokens(dir, path, url, id, secret) {
  const basic = Buffer.from(`${id}:${secret}`).toString('base64');
  return script(dir, 'token', [
    `local head = { ["Host"] = ${JSON.stringify(new URL(url).host)}, ["Authorization"] = "Basic ${basic}",`,
    '  ["Content-Type"] = "application/x-www-form-urlencoded" }',
    `function request() return wrk.format("POST", ${JSON.stringify(path)}, head, "grant_type=client_credentials") end`,
  ]);
}

// Fill ${office}, at ${url}; the rows to be measured.
export async function clrRows(office, url, dir) {
  const site = { settings: { database: join(office.home, 'clarus.db') } };
  const secret = 'not-a-secret';
  const id = client(site, { secret });
  const given = token(site, { of: id });
  const root = `${office.base}/ims/clr/v1p0`;
  const headers = { authorization: `Bearer ${given}`, 'content-type': 'application/json' };
  const ask = async (path, more) => {
    const reply = await fetch(url + path, { headers, ...more });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${text}`);
    return text;
  };
  const records = Array.from({ length: count }, () => JSON.parse(recordOfSize(size)));
  for (const clr of records)
    await ask(`${root}/clrs`, { method: 'POST', body: JSON.stringify(payload(clr)) });
  const list = `${root}/clrs`;
  const one = `${root}/clrs/${encodeURIComponent(records[0].id)}`;
  const head = `{ ["Host"] = ${JSON.stringify(new URL(url).host)}, ["Accept"] = "application/json", ` +
    `["Authorization"] = "Bearer ${given}", ["Content-Type"] = "application/json" }`;
  const get = (name, path) => script(dir, name, [`local head = ${head}`,
    `function request() return wrk.format("GET", ${JSON.stringify(path)}, head) end`]);
  const accept = 'application/json';
  const row = async (name, path, file) =>
    ({ name, path, accept, script: file, size: Buffer.byteLength(await ask(path)) });
  return [
    await row('getClrs, 100 records of 20 kB', list, get('clr-list', list)),
    await row('getClr, 20 kB', one, get('clr-one', one)),
    { name: 'postClr, 20 kB', path: list, accept, script: posting(dir, head, list, records) },
    { name: 'a token of a client', path: `${office.base}/oauth2/token`, accept,
      script: tokens(dir, `${office.base}/oauth2/token`, url, id, secret) },
  ];
}
