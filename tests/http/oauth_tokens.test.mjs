// The authorization server by raw requests: codes, tokens and what ends them
// (RFC 6749, 7009, 7636, 7662, 9700), one after the other and all at once.
import assert from 'node:assert/strict';
import test from 'node:test';

import { sleep, until } from './lib/env.mjs';
import { rows } from './lib/hosted.mjs';
import {
  asked, back, basic, call, code, holds, isOauth, made, metadata, onOauthSite, pkce, redeem, refresh,
  register, request, scopes, sendJson, token, tokens, words,
} from './lib/oauth.mjs';
import { onEachServer, openSite, servers } from './lib/site.mjs';
import { member } from './lib/staff.mjs';

test('tokens', t => onOauthSite(async ({ site, owner, learner }) => {
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

test('behind each web server what an application sends arrives', t => onEachServer(t, servers, async (t, site) => {
  await t.test('Basic', async () => {
    const machine = made(site, 'Registry', '--scope', 'readonly');
    isOauth(await token(site, machine, { grant_type: 'client_credentials' }), 200);
  });

  await t.test('a long request, on the way of signing in', async () => {
    const client = await register(site);
    const away = await site.ask(asked(request(client, { state: 'x'.repeat(4000) })));
    assert.equal(away.status, 303);
    assert.equal((await site.ask(away.location)).status, 200);
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

test('who guesses secrets is slowed down, and nobody else', () => onOauthSite(async ({ site }) => {
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

test('what comes at once', t => onOauthSite(async ({ site, learner }) => {
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

test('what is over', () => onOauthSite(async ({ site, learner }) => {
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

test('the applications one let in', t => onOauthSite(async ({ site, owner, learner }) => {
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
