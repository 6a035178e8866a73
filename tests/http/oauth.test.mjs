// The authorization server by raw requests: what it says of itself, registering
// (RFC 7591, 7592, 8414), asking somebody (RFC 6749, 7636, 9207, 9700), and every
// way in which each is refused.
import assert from 'node:assert/strict';
import test from 'node:test';

import { forms } from './lib/html.mjs';
import {
  answered, asked, back, basic, code, holds, isDeadEnd, isOauth, made, metadata, onOauthSite,
  pkce, redeem, register, request, scopes, sendJson, token, tokens, words,
} from './lib/oauth.mjs';
import { secondFactor, signIn, totp } from './lib/staff.mjs';
import { Visitor } from './lib/visitor.mjs';

test('what programs read about it', () => onOauthSite(async ({ site }) => {
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

test('registering', t => onOauthSite(async ({ site }) => {
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
  await t.test('so many an hour', () => onOauthSite(async ({ site }) => {
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

  await t.test('closed', () => onOauthSite(async ({ site }) => {
    isOauth(await sendJson(site, '/oauth2/register', metadata()), 403, 'access_denied');
    const told = JSON.parse((await site.ask('/.well-known/oauth-authorization-server')).text);
    assert.equal(told.registration_endpoint, undefined);
  }, { client_registration: 'closed' }));

  await t.test('with approval', () => onOauthSite(async ({ site, owner, learner }) => {
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

test('asking somebody', t => onOauthSite(async ({ site, owner, learner }) => {
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

test('signing in on the way', t => onOauthSite(async ({ site, owner, learner }) => {
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

  await t.test('with a recovery code, of whose end one is told first', async () => {
    const { codes } = await secondFactor(learner);
    const visitor = new Visitor(site);
    const away = await visitor.ask(asked(query));
    const asks = await signIn(visitor, 'learner@office.example', {}, away.location);
    const form = forms(asks.text).find(f => f.fields.first);
    const told = await visitor.send(form, { code: codes[0] });
    const page = await visitor.ask(told.location.replace(/#.*/, ''));
    assert.match(words(page.text), /You signed in with a recovery code/);
    const [, on] = page.text.match(/<a href="([^"]+)">Go on to where you were going/);
    assert.equal(on.replaceAll('&amp;', '&'), asked(query));
    for (const next of ['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)'])
      assert.doesNotMatch((await visitor.ask(`/account?recovery=1&next=${encodeURIComponent(next)}`)).text, /evil|javascript:/);
  });
}));
