// The authorization server by raw requests: registering, asking, codes,
// tokens, and every way in which each is refused (RFC 6749, 7009, 7591, 7592,
// 7636, 7662, 8414, 9207, 9700).
import assert from 'node:assert/strict';
import test from 'node:test';

import { sleep, until } from './lib/env.mjs';
import { rows } from './lib/hosted.mjs';
import { forms } from './lib/html.mjs';
import {
  answered, asked, back, basic, call, code, holds, made, metadata, pkce, redeem, refresh,
  register, request, scopes, sendJson, token, tokens, words,
} from './lib/oauth.mjs';
import { onEachServer, openSite, servers } from './lib/site.mjs';
import { firstOwner, member, secondFactor, signIn, totp } from './lib/staff.mjs';
import { Visitor } from './lib/visitor.mjs';

// Tests of ${define} on a fresh site with its owner and a learner.
async function onSite(define, settings = {}) {
  const site = await openSite({
    settings: { demo: 'no', password_cost: 1, registration_rate: 0, ...settings },
  });
  try {
    const owner = await firstOwner(site);
    const learner = await member(site, owner, 'learner');
    await define({ site, owner, learner });
  } finally {
    await site.close();
  }
}

// An answer that nobody keeps, in JSON; a refusal has exactly its two words.
function isOauth(reply, status, error) {
  assert.equal(reply.status, status, reply.text);
  assert.match(reply.type, /^application\/json/);
  assert.equal(reply.headers.get('cache-control'), 'no-store');
  const json = JSON.parse(reply.text);
  assert.equal(json.error, error, reply.text);
  if (error) {
    assert.deepEqual(Object.keys(json), ['error', 'error_description']);
    assert.match(json.error_description, /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  }
  if (status !== 405)
    assert.equal(reply.headers.get('pragma'), 'no-cache');
  return json;
}

// A page that leads nowhere.
function isDeadEnd(reply, status = 400) {
  assert.equal(reply.status, status, reply.text);
  assert.match(reply.type, /^text\/html/);
  assert.equal(reply.location, null);
  assert.ok(!/evil|wallet\.example/.test(reply.text.replace(/value="[^"]*"/g, '')), reply.text);
}

test('what programs read about it', () => onSite(async ({ site }) => {
  const path = '/.well-known/oauth-authorization-server';
  const reply = await site.ask(path, { headers: { origin: 'https://app.example' } });
  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  const json = JSON.parse(reply.text);
  assert.deepEqual(json, {
    issuer: site.url,
    authorization_endpoint: `${site.url}/oauth2/authorize`,
    token_endpoint: `${site.url}/oauth2/token`,
    revocation_endpoint: `${site.url}/oauth2/revoke`,
    introspection_endpoint: `${site.url}/oauth2/introspect`,
    jwks_uri: `${site.url}/.well-known/jwks.json`,
    registration_endpoint: `${site.url}/oauth2/register`,
    scopes_supported: [scopes.read, scopes.replace, scopes.delete],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  });
  for (const url of [json.jwks_uri, json.authorization_endpoint])
    assert.notEqual((await site.ask(new URL(url).pathname)).status, 404);
}));

test('registering', t => onSite(async ({ site }) => {
  await t.test('is answered with all that was registered', async () => {
    const reply = await sendJson(site, '/oauth2/register', metadata({
      client_id: 'mine', client_secret: 'mine', contacts: ['a@b.example'],
      scope: `${scopes.read} https://elsewhere.example/scope offline_access`,
    }), { headers: { origin: 'https://app.example' } });
    const json = isOauth(reply, 201);
    assert.equal(reply.headers.get('access-control-allow-origin'), '*');
    assert.notEqual(json.client_id, 'mine');
    assert.match(json.client_secret, /^[\w-]{43}$/);
    assert.equal(json.client_secret_expires_at, 0);
    assert.ok(Math.abs(json.client_id_issued_at - Date.now() / 1000) < 60);
    assert.equal(json.registration_client_uri, `${site.url}/oauth2/register/${json.client_id}`);
    for (const [name, value] of Object.entries(metadata({ scope: `${scopes.read} offline_access` })))
      assert.deepEqual(json[name], value, name);
    assert.equal(json.token_endpoint_auth_method, 'client_secret_basic');
    assert.deepEqual(json.response_types, ['code']);
  });

  await t.test('of something wrong is refused in its two words', async () => {
    for (const [over, error] of [
      [{ client_name: undefined }, 'invalid_client_metadata'],
      [{ client_name: 'a\nb' }, 'invalid_client_metadata'],
      [{ logo_uri: 'http://wallet.example/logo.png' }, 'invalid_client_metadata'],
      [{ policy_uri: 'https://evil.example/' }, 'invalid_client_metadata'],
      [{ client_uri: 'javascript:alert(1)' }, 'invalid_client_metadata'],
      [{ client_uri: 'https://wällét.example/"\\' }, 'invalid_client_metadata'],
      [{ grant_types: ['implicit'] }, 'invalid_client_metadata'],
      [{ grant_types: ['password'] }, 'invalid_client_metadata'],
      [{ response_types: ['token'] }, 'invalid_client_metadata'],
      [{ token_endpoint_auth_method: 'none' }, 'invalid_client_metadata'],
      [{ redirect_uris: [] }, 'invalid_redirect_uri'],
      [{ redirect_uris: ['https://wallet.example/#x'] }, 'invalid_redirect_uri'],
      [{ redirect_uris: ['http://wallet.example/back'] }, 'invalid_redirect_uri'],
      [{ redirect_uris: ['https://evil.example/back'] }, 'invalid_redirect_uri'],
      [{ redirect_uris: ['https://wallet.example@evil.example/'] }, 'invalid_redirect_uri'],
      [{ redirect_uris: ['wallet://back'] }, 'invalid_redirect_uri'],
    ])
      isOauth(await sendJson(site, '/oauth2/register', metadata(over)), 400, error);
    for (const body of ['', '{', '[]', '"x"', '{"client_name":1,"client_name":2}', 'null'])
      isOauth(await site.ask('/oauth2/register', {
        method: 'POST', body, headers: { 'content-type': 'application/json' },
      }), 400, 'invalid_client_metadata');
  });

  await t.test('takes JSON, of a length, by POST', async () => {
    isOauth(await site.post('/oauth2/register', metadata()), 415, 'invalid_request');
    const long = await sendJson(site, '/oauth2/register', metadata({ x: 'y'.repeat(66000) }));
    assert.match(isOauth(long, 413, 'invalid_request').error_description, /65536/);
    const other = await site.ask('/oauth2/register', { method: 'PUT', body: '{}' });
    assert.equal(other.headers.get('allow'), 'POST, OPTIONS');
    isOauth(other, 405, 'invalid_request');
  });

  await t.test('can be looked after with its token alone (RFC 7592)', async () => {
    const client = await register(site);
    const other = await register(site);
    const path = new URL(client.registration_client_uri).pathname;
    const bearer = token => ({ authorization: `Bearer ${token}` });
    const put = (json, token = client.registration_access_token) => site.ask(path, {
      method: 'PUT', body: JSON.stringify(json),
      headers: { 'content-type': 'application/json', ...bearer(token) },
    });
    for (const headers of [{}, bearer('x'), bearer(other.registration_access_token), basic(client)])
      for (const method of ['GET', 'DELETE']) {
        const reply = await site.ask(path, { method, headers });
        isOauth(reply, 401, 'invalid_token');
        assert.match(reply.headers.get('www-authenticate'), /^Bearer realm=/);
      }
    const got = isOauth(await site.ask(path,
      { headers: bearer(client.registration_access_token) }), 200);
    assert.equal(got.client_name, 'Blue Wallet');
    assert.equal(got.client_secret, undefined, 'a secret is told once');
    const id = { client_id: client.client_id };
    isOauth(await put(metadata()), 400, 'invalid_client_metadata');
    isOauth(await put(metadata({ client_id: other.client_id })), 400, 'invalid_client_metadata');
    isOauth(await put(metadata({ ...id, client_secret: 'x' })), 400, 'invalid_client_metadata');
    isOauth(await put(metadata({ ...id, registration_access_token: 'x' })), 400,
      'invalid_client_metadata');
    isOauth(await put(metadata({ ...id, redirect_uris: ['http://evil.example/'] })), 400,
      'invalid_redirect_uri');
    const changed = isOauth(await put(metadata({
      ...id, client_secret: client.client_secret, client_name: 'Green Wallet', scope: scopes.read,
    })), 200);
    assert.equal(changed.client_name, 'Green Wallet');
    assert.notEqual(changed.registration_access_token, client.registration_access_token);
    isOauth(await put(metadata(id)), 401, 'invalid_token');
    const wider = isOauth(await put(metadata(id), changed.registration_access_token), 200);
    assert.equal(wider.scope, scopes.read, 'no more than it had');
    const headers = bearer(wider.registration_access_token);
    const gone = await site.ask(path, { method: 'DELETE', headers });
    assert.equal(gone.status, 204);
    isOauth(await site.ask(path, { headers }), 401, 'invalid_token');
    isOauth(await token(site, client, { grant_type: 'client_credentials' }), 401, 'invalid_client');
    assert.equal(await holds(site, other, 'x'), false);
  });

  await t.test('gets one no further than its own records', async () => {
    const client = await register(site, { grant_types: ['client_credentials'], redirect_uris: undefined });
    assert.deepEqual(client.response_types, []);
    const { json } = await token(site, client, { grant_type: 'client_credentials' });
    assert.equal(json.refresh_token, undefined);
    const said = site.must('client', 'show', client.client_id);
    assert.match(said, /^reach: own$/m);
  });
}));

test('how often one may register, and whether', async t => {
  await t.test('so many an hour', () => onSite(async ({ site }) => {
    const all = [];
    for (let i = 0; i < 5; i++) all.push(await sendJson(site, '/oauth2/register', metadata()));
    // The hour may turn in between: then one more is let in.
    const refused = all.filter(reply => reply.status === 429);
    assert.ok(refused.length >= 1, all.map(reply => reply.status).join());
    for (const reply of refused) {
      isOauth(reply, 429, 'temporarily_unavailable');
      assert.ok(Number(reply.headers.get('retry-after')) <= 3600);
    }
  }, { registration_rate: 2 }));

  await t.test('closed', () => onSite(async ({ site }) => {
    isOauth(await sendJson(site, '/oauth2/register', metadata()), 403, 'access_denied');
    const told = JSON.parse((await site.ask('/.well-known/oauth-authorization-server')).text);
    assert.equal(told.registration_endpoint, undefined);
  }, { client_registration: 'closed' }));

  await t.test('with approval', () => onSite(async ({ site, owner, learner }) => {
    const client = await register(site);
    const waits = await learner.ask(asked(request(client)));
    isDeadEnd(waits);
    assert.match(words(waits.text), /waits for our approval/);
    isOauth(await token(site, client, { grant_type: 'client_credentials' }), 401, 'invalid_client');
    const path = `/admin/clients/${client.client_id}`;
    const form = forms((await owner.ask(path)).text).find(f => f.fields.do === 'enable');
    assert.equal((await owner.send(form)).status, 303);
    const got = await tokens(site, learner, client);
    assert.equal(await holds(site, client, got.access_token), true);
    const put = await site.ask(`/oauth2/register/${client.client_id}`, {
      method: 'PUT', body: JSON.stringify(metadata({ client_id: client.client_id, client_name: 'Your bank' })),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${client.registration_access_token}`,
      },
    });
    isOauth(put, 200);
    isDeadEnd(await learner.ask(asked(request(client))));
    const watcher = made(site, 'Watcher', '--scope', 'readonly', '--all');
    assert.equal(await holds(site, watcher, got.access_token), false, 'what was approved is gone');
  }, { client_registration: 'approval' }));
});

test('asking somebody', t => onSite(async ({ site, owner, learner }) => {
  const client = await register(site);
  const local = await register(site, { redirect_uris: ['http://127.0.0.1/cb', 'http://[::1]/cb'] });

  await t.test('says who asks, for what, for how long, and in whose name', async () => {
    const page = await learner.ask(asked(request(client, {
      scope: `${scopes.read} ${scopes.delete} offline_access` })));
    assert.equal(page.status, 200);
    const text = words(page.text);
    for (const said of [/Blue Wallet asks you to let it in/, /wallet\.example/,
      /registered itself/, /Read your learner records/, /Delete learner records/,
      /when you are not here/, /The learner/, /until you shut it out/])
      assert.match(text, said);
    assert.doesNotMatch(text, /Add learner records/);
    for (const url of ['https://wallet.example/', 'https://wallet.example/terms', 'https://wallet.example/privacy'])
      assert.ok(page.text.includes(`href="${url}"`), url);
    assert.doesNotMatch(page.text, /<img|logo\.png/, 'nothing is fetched from it');
    assert.equal(page.headers.get('cache-control'), 'private, no-store');
    const policy = page.headers.get('content-security-policy');
    assert.match(policy, /frame-ancestors 'none'/);
    assert.match(policy, /form-action 'self' https:\/\/wallet\.example;/);
    const known = made(site, 'Registry', '--scope', 'readonly', '--redirect', back);
    assert.doesNotMatch(words((await learner.ask(asked(request(known)))).text), /registered itself/);
  });

  await t.test('lets the form lead to the address of the answer alone', async () => {
    for (const [uri, origin] of [['http://127.0.0.1:4711/cb', 'http://127.0.0.1:4711'], ['http://[::1]:9/cb', 'http:']]) {
      const page = await learner.ask(asked(request(local, { redirect_uri: uri })));
      assert.ok(page.headers.get('content-security-policy').includes(`form-action 'self' ${origin};`));
    }
  });

  await t.test('leads back with code, scope, state and issuer', async () => {
    const state = 'a b&c=d/é\u{1f600}%20+"';
    const url = await answered(learner, request(client, { state, scope: `${scopes.read} ${scopes.replace}` }));
    assert.equal(url.origin + url.pathname, back);
    assert.deepEqual([...url.searchParams.keys()], ['code', 'scope', 'state', 'iss']);
    assert.match(url.searchParams.get('code'), /^[\w-]{43}$/);
    assert.equal(url.searchParams.get('state'), state);
    assert.equal(url.searchParams.get('iss'), site.url);
    assert.equal(url.searchParams.get('scope'), `${scopes.read} ${scopes.replace}`);
    const without = await answered(learner, request(client, { state: undefined }));
    assert.equal(without.searchParams.get('state'), null);
  });

  await t.test('keeps the query that was registered', async () => {
    const uri = 'https://wallet.example/back?tenant=7&x=%2F';
    const own = await register(site, { redirect_uris: [uri] });
    const url = await answered(learner, request(own, { redirect_uri: uri }));
    assert.ok(url.href.startsWith(`${uri}&code=`), url.href);
  });

  await t.test('is asked each time anew', async () => {
    await tokens(site, learner, client);
    assert.match(words((await learner.ask(asked(request(client)))).text), /asks you to let it in/);
  });

  await t.test('takes no for an answer', async () => {
    const url = await answered(learner, request(client), 'deny');
    assert.equal(url.searchParams.get('error'), 'access_denied');
    assert.equal(url.searchParams.get('state'), 'st-1');
    assert.equal(url.searchParams.get('iss'), site.url);
    assert.equal(url.searchParams.get('code'), null);
    const form = await learner.form(asked(request(client)), '/oauth2/authorize');
    for (const answer of ['', 'yes', 'allow '])
      isDeadEnd(await learner.send(form, { answer }));
  });

  await t.test('asks for what it may have when it does not say', async () => {
    const narrow = await register(site, { scope: scopes.replace });
    const url = await answered(learner, request(narrow, { scope: undefined }));
    assert.equal(url.searchParams.get('scope'), scopes.replace);
    const less = await answered(learner, request(narrow, { scope: `${scopes.read} ${scopes.replace}` }));
    assert.equal(less.searchParams.get('scope'), scopes.replace, 'scope beyond registration is left out');
  });

  await t.test('leads nobody anywhere unless application and address are certain', async () => {
    const evil = [
      'https://evil.example/back', 'https://wallet.example/back/', 'https://wallet.example/back/x',
      'https://wallet.example/back?x=1', 'https://wallet.example/Back', 'https://WALLET.example/back',
      'http://wallet.example/back', 'https://wallet.example:8443/back', 'https://wallet.example:443/back',
      'https://wallet.example/x/../back', 'https://wallet.example/./back', 'https://wallet.example//back',
      'https://wallet.example/%62ack', 'https://u@wallet.example/back', 'https://wallet.example@evil.example/back',
      'https://wallet.example.evil.example/back', 'https://evil.example\\@wallet.example/back',
      'https://wallet.example/back#x', 'https://wallet.example/back\r\nX: y', '//wallet.example/back',
      'javascript:alert(1)', 'data:text/html,x', '', ' https://wallet.example/back', 'https://wallet.example/back ',
    ];
    for (const visitor of [learner, new Visitor(site)]) {
      for (const redirect_uri of evil)
        isDeadEnd(await visitor.ask(asked(request(client, { redirect_uri }))));
      isDeadEnd(await visitor.ask(asked(request(client, { redirect_uri: undefined }))));
      for (const client_id of [undefined, '', 'x', `${client.client_id} `, client.client_id.slice(1)])
        isDeadEnd(await visitor.ask(asked(request(client, { client_id }))));
      for (const twice of [`client_id=${client.client_id}`, `redirect_uri=${encodeURIComponent(back)}`,
        'redirect_uri=https%3A%2F%2Fevil.example%2F'])
        isDeadEnd(await visitor.ask(`${asked(request(client))}&${twice}`));
      for (const odd of ['%zz', 'state=%00', 'state=%ff'])
        isDeadEnd(await visitor.ask(`${asked(request(client))}&${odd}`));
    }
  });

  await t.test('of the loopback the port may be any, and nothing else (RFC 8252)', async () => {
    for (const uri of ['http://127.0.0.1:51004/cb', 'http://127.0.0.1/cb', 'http://[::1]:61023/cb'])
      assert.ok((await answered(learner, request(local, { redirect_uri: uri }))).href.startsWith(`${uri}?`));
    for (const uri of ['http://127.0.0.1:51004/other', 'http://localhost:51004/cb', 'https://127.0.0.1:51004/cb',
      'http://127.0.0.1:51004@evil.example/cb', 'http://127.0.0.1.evil.example:5/cb', 'http://127.0.0.1:5x/cb',
      'http://127.0.0.2:51004/cb'])
      isDeadEnd(await learner.ask(asked(request(local, { redirect_uri: uri }))));
  });

  const wrong = [
    [{ response_type: undefined }, 'invalid_request'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ response_type: 'code token' }, 'unsupported_response_type'],
    [{ code_challenge: undefined }, 'invalid_request'],
    [{ code_challenge_method: undefined }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge_method: 's256' }, 'invalid_request'],
    [{ code_challenge: 'short' }, 'invalid_request'],
    [{ code_challenge: 'x'.repeat(44) }, 'invalid_request'],
    [{ code_challenge: `${'x'.repeat(42)}=` }, 'invalid_request'],
    [{ scope: 'openid' }, 'invalid_scope'],
    [{ scope: `${scopes.read} admin` }, 'invalid_scope'],
    [{ scope: 'offline_access' }, 'invalid_scope'],
    [{ scope: 'a"b' }, 'invalid_scope'],
  ];

  await t.test('tells the application what is wrong, once one has signed in', async () => {
    for (const [over, error] of wrong) {
      const reply = await learner.ask(asked(request(client, over)));
      assert.equal(reply.status, 303, JSON.stringify(over));
      const url = new URL(reply.location);
      assert.equal(url.origin + url.pathname, back);
      assert.deepEqual([...url.searchParams.keys()], ['error', 'error_description', 'state', 'iss']);
      assert.equal(url.searchParams.get('error'), error, JSON.stringify(over));
      assert.equal(url.searchParams.get('state'), 'st-1');
      assert.equal(url.searchParams.get('iss'), site.url);
    }
    for (const twice of ['scope=x', 'state=x', 'code_challenge_method=plain', 'x=1&x=1']) {
      const reply = await learner.ask(`${asked(request(client))}&${twice}`);
      assert.equal(new URL(reply.location).searchParams.get('error'), 'invalid_request', twice);
    }
    const other = await register(site, { grant_types: ['client_credentials'] });
    const reply = await learner.ask(asked(request(other)));
    assert.equal(new URL(reply.location).searchParams.get('error'), 'unauthorized_client');
  });

  await t.test('sends nobody away by itself who has not signed in (RFC 9700 4.11.2)', async () => {
    for (const [over, error] of wrong) {
      const reply = await new Visitor(site).ask(asked(request(client, over)));
      assert.equal(reply.status, 400);
      assert.equal(reply.location, null);
      assert.match(words(reply.text), /Go back to wallet\.example/);
      assert.ok(reply.text.includes(`error=${error}&amp;`), reply.text);
      assert.doesNotMatch(reply.text, /http-equiv/i);
    }
  });

  await t.test('cannot be answered by a form of another site', async () => {
    const form = await learner.form(asked(request(client)), '/oauth2/authorize');
    for (const [values, headers] of [
      [{ token: '' }, {}], [{ token: 'x' }, {}],
      [{}, { 'sec-fetch-site': 'same-site' }], [{}, { 'sec-fetch-site': 'cross-site' }],
      [{ token: (await owner.form(asked(request(client)), '/oauth2/authorize')).fields.token }, {}],
    ]) {
      const reply = await learner.send(form, { answer: 'allow', ...values }, headers);
      assert.equal(reply.status, 403);
      assert.equal(reply.location, null);
    }
    const program = await site.post('/oauth2/authorize',
      { ...Object.fromEntries(request(client)), answer: 'allow' });
    assert.equal(program.status, 303);
    assert.match(program.location, /^\/login\?next=/);
  });

  await t.test('the answer is judged as the request was', async () => {
    const form = await learner.form(asked(request(client)), '/oauth2/authorize');
    const post = over => learner.send(form, { answer: 'allow', ...over });
    isDeadEnd(await post({ redirect_uri: 'https://evil.example/' }));
    isDeadEnd(await post({ client_id: 'x' }));
    const plain = await post({ code_challenge_method: 'plain' });
    assert.equal(new URL(plain.location).searchParams.get('error'), 'invalid_request');
  });

  await t.test('other methods and types are refused', async () => {
    const put = await learner.ask('/oauth2/authorize', { method: 'PUT', body: 'x' });
    assert.equal(put.status, 405);
    assert.equal(put.headers.get('allow'), 'GET, HEAD, POST');
    const json = await learner.ask('/oauth2/authorize', {
      method: 'POST', body: '{}', headers: { 'content-type': 'application/json', origin: site.url } });
    assert.equal(json.status, 415);
  });
}));

test('signing in on the way', t => onSite(async ({ site, owner }) => {
  const client = await register(site);
  const state = `${'long state '.repeat(60)}/?&=é`;
  const { verifier, challenge } = pkce();
  const query = request(client, { state, code_challenge: challenge });

  // From the page one was led to, to the code; ${pass} signs in there.
  const goOn = async (visitor, pass) => {
    const away = await visitor.ask(asked(query));
    assert.equal(away.status, 303);
    const back = await pass(away.location);
    assert.equal(back.status, 303, back.text);
    assert.equal(back.location, asked(query));
    const form = await visitor.form(back.location, '/oauth2/authorize');
    const reply = await visitor.send(form, { answer: 'allow' });
    const url = new URL(reply.location);
    assert.equal(url.searchParams.get('state'), state);
    const got = { code: url.searchParams.get('code'), verifier };
    assert.equal((await redeem(site, client, got)).status, 200);
  };

  await t.test('with a password', () => {
    const visitor = new Visitor(site);
    return goOn(visitor, path => signIn(visitor, 'learner@office.example', {}, path));
  });

  await t.test('with a wrong one first', () => {
    const visitor = new Visitor(site);
    return goOn(visitor, async path => {
      const again = await signIn(visitor, 'learner@office.example', { password: 'not this one' }, path);
      assert.equal(again.status, 401);
      const form = forms(again.text).find(f => f.action === '/login');
      return visitor.send(form, { email: 'learner@office.example', password: 'four words no more' });
    });
  });

  await t.test('with a second factor', async () => {
    const factor = await secondFactor(owner);
    const visitor = new Visitor(site);
    await goOn(visitor, async path => {
      const asks = await signIn(visitor, owner.email, {}, path);
      assert.equal(asks.status, 200, asks.text);
      const form = forms(asks.text).find(f => f.fields.first);
      return visitor.send(form, { code: totp(factor.secret, factor.step + 1) });
    });
  });

  await t.test('when the session ended before the answer', async () => {
    const visitor = new Visitor(site);
    await signIn(visitor, 'learner@office.example');
    const form = await visitor.form(asked(query), '/oauth2/authorize');
    visitor.cookies.delete('clarus_session');
    const away = await visitor.send(form, { answer: 'allow' });
    assert.equal(away.status, 303);
    const back = await signIn(visitor, 'learner@office.example', {}, away.location);
    const again = await visitor.form(back.location, '/oauth2/authorize');
    const { token: _token, answer: _answer, ...fields } = again.fields;
    assert.deepEqual(fields, Object.fromEntries(query));
  });
}));

test('tokens', t => onSite(async ({ site, owner, learner }) => {
  const client = await register(site);
  const other = await register(site);
  const fields = got => ({ grant_type: 'authorization_code', code: got.code,
    redirect_uri: back, code_verifier: got.verifier });

  await t.test('are given for a code', async () => {
    const reply = await redeem(site, client, await code(learner, client));
    const json = isOauth(reply, 200);
    assert.deepEqual(Object.keys(json).sort(),
      ['access_token', 'expires_in', 'refresh_token', 'scope', 'token_type']);
    assert.match(json.access_token, /^[\w-]{43}$/);
    assert.equal(json.token_type, 'Bearer');
    assert.equal(json.expires_in, 3600);
    assert.equal(json.scope, scopes.read);
    assert.equal(reply.headers.get('access-control-allow-origin'), '*');
    const only = await register(site, { grant_types: ['authorization_code'] });
    assert.equal((await tokens(site, learner, only)).refresh_token, undefined);
    const offline = await tokens(site, learner, only, { scope: `${scopes.read} offline_access` });
    assert.match(offline.refresh_token, /^[\w-]{43}$/);
  });

  await t.test('with the client in the header or in the body, once', async () => {
    const got = await code(learner, client);
    const { client_id, client_secret } = client;
    const encoded = { authorization: `Basic ${Buffer.from(
      `${encodeURIComponent(client_id)}:${client_secret.replace(/-/g, '%2D')}`).toString('base64')}` };
    const form = { ...fields(got), client_id, client_secret };
    for (const [extra, headers, status, error] of [
      [{}, { authorization: 'Bearer x' }, 400, 'invalid_request'],
      [{}, { authorization: 'Basic !' }, 400, 'invalid_request'],
      [{ client_secret }, basic(client), 400, 'invalid_request'],
      [{ client_id: other.client_id }, basic(client), 400, 'invalid_request'],
      [{}, {}, 401, 'invalid_client'],
      [{ client_id }, {}, 401, 'invalid_client'],
      [{ client_id, client_secret: 'x' }, {}, 401, 'invalid_client'],
      [{}, basic(client, 'x'), 401, 'invalid_client'],
      [{}, basic({ client_id: 'x', client_secret }), 401, 'invalid_client'],
      [{}, basic(other, client_secret), 401, 'invalid_client'],
    ]) {
      const reply = await token(site, client, { ...fields(got), ...extra }, headers);
      isOauth(reply, status, error);
      assert.equal(/^Basic realm=/.test(reply.headers.get('www-authenticate') ?? ''), status === 401);
    }
    const unknown = await token(site, client, fields(got), basic({ client_id: 'x', client_secret }));
    const wrong = await token(site, client, fields(got), basic(client, 'x'));
    assert.equal(unknown.text, wrong.text, 'nobody learns which clients there are');
    const query = await site.post(`/oauth2/token?client_id=${client_id}&client_secret=${client_secret}`,
      fields(got));
    isOauth(query, 401, 'invalid_client');
    isOauth(await token(site, client, form, {}), 200);
    isOauth(await redeem(site, client, await code(learner, client), {}, encoded), 200);
  });

  await t.test('a request that says too little or too much', async () => {
    const got = await code(learner, client);
    for (const [body, error] of [
      [{ ...fields(got), grant_type: undefined }, 'invalid_request'],
      [{ ...fields(got), grant_type: '' }, 'invalid_request'],
      [{ ...fields(got), code: undefined }, 'invalid_request'],
      [{ ...fields(got), redirect_uri: undefined }, 'invalid_request'],
      [{ grant_type: 'refresh_token' }, 'invalid_request'],
      [{ grant_type: 'password', username: 'a', password: 'b' }, 'unsupported_grant_type'],
      [{ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }, 'unsupported_grant_type'],
      [{ grant_type: 'implicit' }, 'unsupported_grant_type'],
      [{ grant_type: 'client_credentials' }, 'unauthorized_client'],
    ]) {
      const sent = Object.entries(body).filter(([, value]) => value !== undefined);
      isOauth(await token(site, client, sent), 400, error);
    }
    for (const twice of ['grant_type', 'code', 'code_verifier', 'x']) {
      const sent = [...Object.entries(fields(got)), ['x', '1'], [twice, '1']];
      isOauth(await token(site, client, sent), 400, 'invalid_request');
    }
    isOauth(await redeem(site, client, got), 200);
  });

  await t.test('other methods, types, lengths and encodings', async () => {
    for (const path of ['token', 'revoke', 'introspect']) {
      const url = `/oauth2/${path}`;
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const reply = await site.ask(url, { method, ...(method === 'PUT' && { body: 'x' }) });
        assert.equal(reply.headers.get('allow'), 'POST, OPTIONS');
        isOauth(reply, 405, 'invalid_request');
      }
      isOauth(await sendJson(site, url, {}, { headers: basic(client) }), 415, 'invalid_request');
      isOauth(await site.ask(url, { method: 'POST', body: 'x',
        headers: { 'content-type': 'text/plain' } }), 415, 'invalid_request');
      isOauth(await site.ask(url, { method: 'POST', body: new FormData() }), 415, 'invalid_request');
      isOauth(await site.post(url, { x: 'y'.repeat(1100000) }), 413, 'invalid_request');
      for (const body of ['a=%zz', 'a=%00', 'a=%ff'])
        isOauth(await site.ask(url, { method: 'POST', body, headers: {
          'content-type': 'application/x-www-form-urlencoded', ...basic(client) } }),
        400, 'invalid_request');
    }
  });

  await t.test('a page of another origin may ask', async () => {
    for (const [path, methods] of [['/oauth2/token', 'POST, OPTIONS'], ['/oauth2/revoke', 'POST, OPTIONS'],
      ['/oauth2/register', 'POST, OPTIONS'], ['/oauth2/register/x', 'GET, HEAD, PUT, DELETE, OPTIONS'],
      ['/.well-known/oauth-authorization-server', 'GET, HEAD, OPTIONS']]) {
      const reply = await site.ask(path, { method: 'OPTIONS', headers: {
        origin: 'https://app.example', 'access-control-request-method': 'POST' } });
      assert.equal(reply.status, 204);
      assert.equal(reply.headers.get('access-control-allow-origin'), '*');
      assert.equal(reply.headers.get('access-control-allow-methods'), methods);
      assert.match(reply.headers.get('access-control-allow-headers'), /Authorization, Content-Type/);
      assert.equal(reply.headers.get('access-control-allow-credentials'), null);
    }
    const reply = await redeem(site, client, await code(learner, client), {},
      { ...basic(client), origin: 'https://app.example', 'sec-fetch-site': 'cross-site' });
    isOauth(reply, 200);
  });

  await t.test('a code is good for its client, address and verifier', async () => {
    const another = pkce().verifier;
    for (const [over, who] of [
      [{ code_verifier: undefined }, client], [{ code_verifier: another }, client],
      [{ code_verifier: '' }, client], [{ redirect_uri: 'https://wallet.example/other' }, client],
      [{ redirect_uri: `${back}/` }, client], [{}, other],
    ]) {
      const got = await code(learner, client);
      const sent = Object.entries({ ...fields(got), ...over }).filter(([, value]) => value !== undefined);
      isOauth(await token(site, who, sent), 400, 'invalid_grant');
      isOauth(await redeem(site, client, got), 400, 'invalid_grant');
    }
    isOauth(await redeem(site, client, { code: 'x', verifier: another }), 400, 'invalid_grant');
    // The challenge itself is no verifier: that would be "plain".
    const { challenge } = pkce();
    const got = await code(learner, client, { code_challenge: challenge });
    isOauth(await redeem(site, client, { ...got, verifier: challenge }), 400, 'invalid_grant');
  });

  await t.test('a code used again ends all that came of it', async () => {
    const got = await code(learner, client);
    const first = isOauth(await redeem(site, client, got), 200);
    const next = isOauth(await refresh(site, client, first.refresh_token), 200);
    assert.equal(await holds(site, client, next.access_token), true);
    isOauth(await redeem(site, client, got), 400, 'invalid_grant');
    for (const value of [first.access_token, next.access_token, next.refresh_token])
      assert.equal(await holds(site, client, value), false);
    isOauth(await refresh(site, client, next.refresh_token), 400, 'invalid_grant');
    assert.match(words((await owner.ask('/admin/audit?q=grant.reused')).text), /Shut Blue Wallet out/);
  });

  await t.test('refreshing gives new ones, of no more scope', async () => {
    const wide = `${scopes.read} ${scopes.replace} offline_access`;
    const first = await tokens(site, learner, client, { scope: wide });
    assert.equal(first.scope, wide);
    const less = isOauth(await refresh(site, client, first.refresh_token, { scope: scopes.read }), 200);
    assert.equal(less.scope, scopes.read);
    assert.notEqual(less.refresh_token, first.refresh_token);
    assert.equal(await holds(site, client, first.access_token), true, 'the old one holds on');
    isOauth(await refresh(site, client, less.refresh_token, { scope: `${scopes.read} ${scopes.delete}` }),
      400, 'invalid_scope');
    isOauth(await refresh(site, client, less.refresh_token, { scope: 'admin' }), 400, 'invalid_scope');
    const again = isOauth(await refresh(site, client, less.refresh_token, { scope: '' }), 200);
    assert.equal(again.scope, wide, 'as it was granted');
    isOauth(await refresh(site, other, again.refresh_token), 400, 'invalid_grant');
    isOauth(await refresh(site, client, again.access_token), 400, 'invalid_grant');
    isOauth(await refresh(site, client, 'x'), 400, 'invalid_grant');
    isOauth(await refresh(site, client, again.refresh_token), 200);
  });

  await t.test('a refresh token used again ends its family', async () => {
    const first = await tokens(site, learner, client);
    const second = isOauth(await refresh(site, client, first.refresh_token), 200);
    isOauth(await refresh(site, client, first.refresh_token), 400, 'invalid_grant');
    isOauth(await refresh(site, client, second.refresh_token), 400, 'invalid_grant');
    assert.equal(await holds(site, client, second.access_token), false);
  });

  await t.test('for itself a client gets no refresh token', async () => {
    const machine = made(site, 'Registry', '--scope', 'readonly', '--scope', 'replace');
    const json = isOauth(await token(site, machine, { grant_type: 'client_credentials' }), 200);
    assert.deepEqual(Object.keys(json).sort(), ['access_token', 'expires_in', 'scope', 'token_type']);
    assert.equal(json.scope, `${scopes.read} ${scopes.replace}`);
    const less = isOauth(await token(site, machine,
      { grant_type: 'client_credentials', scope: `${scopes.read} ${scopes.delete}` }), 200);
    assert.equal(less.scope, scopes.read);
    for (const scope of ['admin', scopes.delete, 'offline_access'])
      isOauth(await token(site, machine, { grant_type: 'client_credentials', scope }), 400, 'invalid_scope');
    isOauth(await redeem(site, machine, await code(learner, client)), 400, 'unauthorized_client');
  });

  await t.test('a token can be given back (RFC 7009)', async () => {
    const got = await tokens(site, learner, client);
    const revoke = (token, who = client, extra = {}) =>
      call(site, '/oauth2/revoke', who, { token, ...extra });
    assert.equal((await revoke(got.access_token, other)).status, 200);
    assert.equal((await revoke(got.refresh_token, other)).status, 200);
    assert.equal(await holds(site, client, got.access_token), true, "another's is left alone");
    for (const value of ['x', got.access_token, got.access_token])
      assert.deepEqual(isOauth(await revoke(value, client, { token_type_hint: 'nonsense' }), 200), {});
    assert.equal(await holds(site, client, got.access_token), false);
    const next = isOauth(await refresh(site, client, got.refresh_token), 200);
    assert.equal((await revoke(next.refresh_token)).status, 200);
    assert.equal(await holds(site, client, next.access_token), false);
    isOauth(await refresh(site, client, next.refresh_token), 400, 'invalid_grant');
    isOauth(await call(site, '/oauth2/revoke', client, {}), 400, 'invalid_request');
    isOauth(await call(site, '/oauth2/revoke', client, { token: 'x' }, {}), 401, 'invalid_client');
  });

  await t.test('what a token is good for (RFC 7662)', async () => {
    const got = await tokens(site, learner, client, { scope: `${scopes.read} ${scopes.delete}` });
    const look = (token, who = client, headers) => call(site, '/oauth2/introspect', who, { token }, headers);
    const known = isOauth(await look(got.access_token), 200);
    assert.equal(known.active, true);
    assert.equal(known.scope, `${scopes.read} ${scopes.delete}`);
    assert.equal(known.client_id, client.client_id);
    assert.equal(known.token_type, 'Bearer');
    assert.equal(known.exp - known.iat, 3600);
    for (const [value, who] of [['x', client], [got.access_token, other], [client.client_secret, client]])
      assert.equal((await look(value, who)).text, '{"active":false}');
    isOauth(await look(got.access_token, client, {}), 401, 'invalid_client');
    isOauth(await call(site, '/oauth2/introspect', client, {}), 400, 'invalid_request');
  });

  await t.test('an account that was disabled takes its tokens along', async () => {
    const auditor = await member(site, owner, 'auditor');
    const got = await tokens(site, auditor, client);
    site.must('user', 'disable', auditor.email);
    assert.equal(await holds(site, client, got.access_token), false);
    isOauth(await refresh(site, client, got.refresh_token), 400, 'invalid_grant');
  });

  await t.test('no secret, code or token stands in the log', async () => {
    const got = await tokens(site, learner, client);
    const lines = JSON.stringify(site.requests());
    for (const value of [got.access_token, got.refresh_token, client.client_secret,
      client.registration_access_token])
      assert.ok(!lines.includes(value));
  });
}));

test('behind each web server the header Authorization arrives', t => onEachServer(t, servers, async (t, site) => {
  await t.test('Basic', async () => {
    const machine = made(site, 'Registry', '--scope', 'readonly');
    isOauth(await token(site, machine, { grant_type: 'client_credentials' }), 200);
  });

  await t.test('Bearer, and the methods of RFC 7592', async () => {
    const client = await register(site);
    const path = new URL(client.registration_client_uri).pathname;
    const put = await site.ask(path, {
      method: 'PUT', body: JSON.stringify(metadata({ client_id: client.client_id })),
      headers: { 'content-type': 'application/json',
        authorization: `Bearer ${client.registration_access_token}` },
    });
    const { registration_access_token } = isOauth(put, 200);
    const gone = await site.ask(path, {
      method: 'DELETE', headers: { authorization: `Bearer ${registration_access_token}` } });
    assert.equal(gone.status, 204);
  });
}));

test('who guesses secrets is slowed down, and nobody else', () => onSite(async ({ site }) => {
  const client = made(site, 'Registry', '--scope', 'readonly');
  const other = made(site, 'Another', '--scope', 'readonly');
  const statuses = [];
  for (let i = 0; i < 100 && !statuses.includes(429); i++) {
    const reply = await token(site, client, { grant_type: 'client_credentials' }, basic(client, `no ${i}`));
    statuses.push(reply.status);
    if (reply.status !== 429) continue;
    isOauth(reply, 429, 'temporarily_unavailable');
    assert.ok(Number(reply.headers.get('retry-after')) >= 1);
  }
  assert.ok(statuses.includes(429), statuses.join());
  assert.ok(statuses.indexOf(429) >= 50, 'a few mistakes are forgiven');
  isOauth(await token(site, other, { grant_type: 'client_credentials' }), 200);
}));

test('what comes at once', t => onSite(async ({ site, learner }) => {
  const client = await register(site);
  const race = (count, run) => Promise.all(Array.from({ length: count }, run));
  const sums = replies => replies.reduce((all, { status }) =>
    ({ ...all, [status]: (all[status] ?? 0) + 1 }), {});

  await t.test('of many exchanges of a code one wins', async () => {
    for (let round = 0; round < 12; round++) {
      const got = await code(learner, client);
      const replies = await race(12, () => redeem(site, client, got));
      assert.deepEqual(sums(replies), { 200: 1, 400: 11 });
      for (const { json } of replies.filter(reply => reply.status === 400))
        assert.equal(json.error, 'invalid_grant');
      const won = replies.find(reply => reply.status === 200).json;
      assert.equal(await holds(site, client, won.access_token), false, 'and it is ended by the others');
    }
  });

  await t.test('of many refreshes one wins, and the family ends', async () => {
    for (let round = 0; round < 12; round++) {
      const got = await tokens(site, learner, client);
      const replies = await race(12, () => refresh(site, client, got.refresh_token));
      assert.deepEqual(sums(replies), { 200: 1, 400: 11 });
      const won = replies.find(reply => reply.status === 200).json;
      isOauth(await refresh(site, client, won.refresh_token), 400, 'invalid_grant');
      assert.equal(await holds(site, client, won.access_token), false);
    }
  });
}, { workers: 8 }));

test('what is over', () => onSite(async ({ site, learner }) => {
  const client = await register(site);
  const late = await code(learner, client);
  const got = await tokens(site, learner, client);
  await sleep(4100);
  isOauth(await redeem(site, client, late), 400, 'invalid_grant');
  assert.equal(await holds(site, client, got.access_token), false);
  assert.equal(got.expires_in, 3);
  isOauth(await refresh(site, client, got.refresh_token), 200);
}, { token_code_seconds: 3, token_access_seconds: 3 }));

test('what is long over is swept away, with a job process and without', async t => {
  for (const server of ['lighttpd', 'cgi'])
    await t.test(server, async () => {
      const site = await openSite({ server });
      try {
        const machine = made(site, 'Registry', '--scope', 'readonly');
        await token(site, machine, { grant_type: 'client_credentials' });
        await register(site, { client_name: 'Never came' });
        rows(site, 'UPDATE token SET ends_at = 9');
        rows(site, 'UPDATE client SET created_at = 9');
        // The job process looks when it begins; without one, who comes does.
        if (server === 'lighttpd') await site.restart();
        const left = () => rows(site, `SELECT (SELECT count(*) FROM token WHERE ends_at = 9)
          + (SELECT count(*) FROM client WHERE name = 'Never came') AS n`)[0].n;
        assert.ok(await until(async () => {
          if (server === 'cgi') await token(site, machine, { grant_type: 'client_credentials' });
          return left() === 0;
        }, 20000, 200), `${left()} rows are left`);
        assert.equal((await token(site, machine, { grant_type: 'client_credentials' })).status, 200);
      } finally {
        await site.close();
      }
    });
});

test('the applications one let in', t => onSite(async ({ site, owner, learner }) => {
  const client = await register(site);
  const got = await tokens(site, learner, client, { scope: `${scopes.read} ${scopes.replace}` });

  await t.test('are listed for whom they act for', async () => {
    const page = await learner.ask('/account/apps');
    const text = words(page.text);
    for (const said of [/Blue Wallet/, /wallet\.example/, /Read your learner records/, /Add learner records/,
      /Never/i])
      assert.match(text, said);
    assert.doesNotMatch(words((await owner.ask('/account/apps')).text), /Blue Wallet/);
    assert.ok((await learner.ask('/account')).text.includes('/account/apps'));
  });

  await t.test('are shut out by nobody else', async () => {
    const form = await learner.form('/account/apps', '/account/apps');
    const id = (await learner.ask('/account/apps')).text.match(/name="end" value="([^"]+)"/)[1];
    const hers = await tokens(site, owner, client);
    const mine = await owner.form('/account/apps', '/account/apps');
    await owner.send(mine, { end: id });
    assert.equal(await holds(site, client, got.access_token), true);
    assert.equal((await learner.send(form, { end: id, token: 'x' })).status, 403);
    assert.equal(await holds(site, client, got.access_token), true);
    assert.equal((await learner.send(form, { end: id })).location, '/account/apps?done=1');
    assert.equal(await holds(site, client, got.access_token), false);
    assert.equal(await holds(site, client, hers.access_token), true);
    isOauth(await refresh(site, client, got.refresh_token), 400, 'invalid_grant');
    assert.match(words((await learner.ask('/account/apps?done=1')).text), /You have let no application in/);
    assert.equal((await learner.send(form, { end: id })).status, 303, 'twice is no fault');
  });
}));
