// Other people's client libraries against the authorization server: whole
// flows with openid-client, oauth4webapi and simple-oauth2, each as its own
// documents say.
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';

import { load, modulesFolder } from './lib/env.mjs';
import { answered, back, holds, made, metadata, pkce, register, scopes } from './lib/oauth.mjs';
import { openSite } from './lib/site.mjs';
import { firstOwner, member } from './lib/staff.mjs';

globalThis.crypto ??= webcrypto;
const bring = file => import(pathToFileURL(join(modulesFolder(), file)));
const openid = await bring('openid-client/build/index.js');
const oauth = await bring('oauth4webapi/build/index.js');
const simple = load('simple-oauth2');

const wanted = `${scopes.read} ${scopes.offline}`;

// Tests of ${define} on a site with a learner and a client for itself.
async function onSite(define) {
  const site = await openSite({ settings: { demo: 'no', password_cost: 1 } });
  try {
    const learner = await member(site, await firstOwner(site), 'learner');
    const machine = made(site, 'Registry', '--scope', 'readonly', '--all');
    await define({ site, learner, machine });
  } finally {
    await site.close();
  }
}

// Where the learner is led who allows what ${url} asks for.
function allow(learner, url, answer) {
  const { pathname, searchParams } = new URL(url);
  assert.equal(pathname, '/oauth2/authorize');
  return answered(learner, searchParams, answer);
}

// A wrong secret, as these two libraries tell a 401: by its challenge.
const isChallenge = error => error.status === 401 && error.cause[0].scheme === 'basic';

test('openid-client', t => onSite(async ({ site, learner, machine }) => {
  const options = { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] };
  const server = new URL(site.url);

  for (const [how, auth] of [['Basic', openid.ClientSecretBasic], ['the body', openid.ClientSecretPost]])
    await t.test(`a whole life, its secret sent by ${how}`, async () => {
      const first = await openid.dynamicClientRegistration(server, metadata(), openid.None(), options);
      const { client_id, client_secret } = first.clientMetadata();
      const config = await openid.discovery(server, client_id, undefined, auth(client_secret), options);
      assert.ok(config.serverMetadata().supportsPKCE());
      const verifier = openid.randomPKCECodeVerifier(), state = openid.randomState();
      const asks = () => openid.buildAuthorizationUrl(config, {
        redirect_uri: back, scope: wanted, state,
        code_challenge: pkceChallenge, code_challenge_method: 'S256',
      });
      const pkceChallenge = await openid.calculatePKCECodeChallenge(verifier);
      const checks = { pkceCodeVerifier: verifier, expectedState: state };
      const led = await allow(learner, asks());
      const tokens = await openid.authorizationCodeGrant(config, led, checks);
      assert.equal(tokens.expires_in, 3600);
      assert.equal(tokens.scope, wanted);
      const next = await openid.refreshTokenGrant(config, tokens.refresh_token, { scope: scopes.read });
      assert.equal(next.scope, scopes.read);
      const known = await openid.tokenIntrospection(config, next.access_token);
      assert.equal(known.active, true);
      assert.equal(known.client_id, client_id);
      await openid.tokenRevocation(config, next.refresh_token);
      assert.equal((await openid.tokenIntrospection(config, next.access_token)).active, false);
      await assert.rejects(openid.refreshTokenGrant(config, next.refresh_token),
        { error: 'invalid_grant', status: 400 });
      await assert.rejects(openid.authorizationCodeGrant(config, led, checks), { error: 'invalid_grant' });

      // No for an answer, and an answer of another issuer (RFC 9207).
      await assert.rejects(async () =>
        openid.authorizationCodeGrant(config, await allow(learner, asks(), 'deny'), checks),
      { error: 'access_denied' });
      const mixed = await allow(learner, asks());
      mixed.searchParams.set('iss', 'https://evil.example');
      await assert.rejects(openid.authorizationCodeGrant(config, mixed, checks),
        error => /iss/.test(error.cause?.message));
    });

  await t.test('for itself', async () => {
    const config = await openid.discovery(server, machine.client_id, machine.client_secret, undefined, options);
    const tokens = await openid.clientCredentialsGrant(config, { scope: scopes.read });
    assert.equal(tokens.scope, scopes.read);
    assert.equal((await openid.tokenIntrospection(config, tokens.access_token)).active, true);
    const wrong = await openid.discovery(server, machine.client_id, 'wrong', undefined, options);
    await assert.rejects(openid.clientCredentialsGrant(wrong), isChallenge);
  });
}));

test('oauth4webapi', t => onSite(async ({ site, learner, machine }) => {
  const http = { [oauth.allowInsecureRequests]: true };
  const issuer = new URL(site.url);
  const as = await oauth.processDiscoveryResponse(issuer,
    await oauth.discoveryRequest(issuer, { ...http, algorithm: 'oauth2' }));

  await t.test('a whole life', async () => {
    const client = await oauth.processDynamicClientRegistrationResponse(
      await oauth.dynamicClientRegistrationRequest(as, metadata(), http));
    const auth = oauth.ClientSecretBasic(client.client_secret);
    const verifier = oauth.generateRandomCodeVerifier(), state = oauth.generateRandomState();
    const url = new URL(as.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: client.client_id, redirect_uri: back, response_type: 'code', scope: wanted, state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
    });
    const params = oauth.validateAuthResponse(as, client, await allow(learner, url), state);
    const exchange = () => oauth.authorizationCodeGrantRequest(as, client, auth, params, back, verifier, http);
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, await exchange());
    assert.equal(tokens.token_type, 'bearer');
    const next = await oauth.processRefreshTokenResponse(as, client,
      await oauth.refreshTokenGrantRequest(as, client, auth, tokens.refresh_token, http));
    const look = async token => oauth.processIntrospectionResponse(as, client,
      await oauth.introspectionRequest(as, client, auth, token, http));
    assert.equal((await look(next.access_token)).active, true);
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(as, client, auth, next.access_token, http));
    assert.deepEqual(await look(next.access_token), { active: false });
    await assert.rejects(async () => oauth.processAuthorizationCodeResponse(as, client, await exchange()),
      { error: 'invalid_grant' });
  });

  await t.test('for itself, by the body', async () => {
    const client = { client_id: machine.client_id };
    const ask = async secret => oauth.processClientCredentialsResponse(as, client,
      await oauth.clientCredentialsGrantRequest(as, client, oauth.ClientSecretPost(secret), {}, http));
    assert.equal((await ask(machine.client_secret)).scope, scopes.read);
    await assert.rejects(ask('wrong'), isChallenge);
  });
}));

test('simple-oauth2', t => onSite(async ({ site, learner, machine }) => {
  const config = (client, authorizationMethod = 'header', credentialsEncodingMode = 'strict') => ({
    client: { id: client.client_id, secret: client.client_secret },
    auth: { tokenHost: site.url, tokenPath: '/oauth2/token' },
    options: { authorizationMethod, credentialsEncodingMode },
  });

  for (const how of [['header', 'strict'], ['header', 'loose'], ['body', 'strict']])
    await t.test(`a whole life, ${how.join(', ')}`, async () => {
      const registered = await register(site);
      const given = config(registered, ...how);
      Object.assign(given.auth, { authorizePath: '/oauth2/authorize', revokePath: '/oauth2/revoke' });
      const client = new simple.AuthorizationCode(given);
      const { verifier, challenge } = pkce();
      const url = client.authorizeURL({ redirect_uri: back, scope: wanted.split(' '), state: 's t',
        code_challenge: challenge, code_challenge_method: 'S256' });
      const led = await allow(learner, url);
      assert.equal(led.searchParams.get('state'), 's t');
      let token = await client.getToken({ code: led.searchParams.get('code'), redirect_uri: back,
        scope: '', code_verifier: verifier });
      assert.equal(token.expired(), false);
      token = await token.refresh();
      assert.equal(await holds(site, registered, token.token.access_token), true);
      await token.revokeAll();
      assert.equal(await holds(site, registered, token.token.access_token), false);
      await assert.rejects(token.refresh(), /400/);
    });

  await t.test('for itself', async () => {
    const client = new simple.ClientCredentials(config(machine));
    const { token } = await client.getToken({ scope: scopes.read });
    assert.equal(token.token_type, 'Bearer');
    const wrong = new simple.ClientCredentials(config({ ...machine, client_secret: 'wrong' }));
    await assert.rejects(wrong.getToken({}), /401/);
  });
}));
