// A Provider of CLR 1.0 that does all it must and no more, kept in memory,
// and what breaks it: one mistake each, with the check that finds it.
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const context = 'https://purl.imsglobal.org/spec/clr/v1p0/context/clr_v1p0.jsonld';
const scope = 'https://purl.imsglobal.org/spec/clr/v1p0/scope/';
const pem = '-----BEGIN PUBLIC KEY-----\nMFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAK\n-----END PUBLIC KEY-----\n';

// What each answer is made by; a fault replaces some of it.
const right = {
  authorize: query => (query.get('client_id') === 'wallet'
    ? { status: 302, headers: { Location: `${query.get('redirect_uri')}?code=good&state=${query.get('state')}` } }
    : { status: 400, type: 'text/html', body: '<p>This application is not known.</p>' }),
  tokenAnswer: given => ({ access_token: given.token, token_type: 'Bearer', expires_in: 3600, scope: given.scope }),
  tokenHeaders: { 'Cache-Control': 'no-store' },
  badCode: { status: 400, error: 'invalid_grant' },
  isClient: (id, secret) => id === 'wallet' && secret === 's3cret',
  anonymous: { status: 401, headers: { 'WWW-Authenticate': 'Bearer realm="clr", error="invalid_token"' } },
  mayUse: (has, needs) => has === needs,
  set: clrs => ({ '@context': context, type: 'ClrSet', clrs }),
  page: (all, limit, offset) => all.slice(offset, offset + limit),
  total: all => all.length,
  links: rels => Object.entries(rels).map(([rel, url]) => `<${url}>; rel="${rel}"`).join(', '),
  isBadPage: (limit, offset) => !(limit >= 1) || !(offset >= 0),
  out: clr => clr,
  posted: clr => ({ '@context': context, type: 'ClrPayload', clr }),
  keeps: clr => clr,
  created: 201,
  location: true,
  replaced: 200,
  isPayload: body => !!body.clr !== !!body.signedClr,
  isRecord: clr => clr?.learner && clr?.publisher,
  removes: true,
  deleted: 204,
  clr: clr => clr,
  hosted: { assertion: 200, endorsement: 200, key: 200, list: 200 },
  document: doc => doc,
  open: true,
};

// The name of each mistake, the check that must tell it, and what is changed.
export const faults = {
  'the authorization endpoint is not there': ['PS-2', { authorize: () => ({ status: 404 }) }],
  'a client that is unknown gets its redirect': ['PS-2', { authorize: query => ({ status: 302, headers: { Location: query.get('redirect_uri') } }) }],
  'a code that nobody gave is taken': ['PS-3', { badCode: { status: 200, error: undefined } }],
  'the token endpoint speaks no OAuth': ['PS-3', { badCode: { status: 400, error: undefined } }],
  'a token has no type': ['PS-4', { tokenAnswer: given => ({ access_token: given.token, scope: given.scope }) }],
  'tokens may be stored': ['PS-4', { tokenHeaders: {} }],
  'any secret is right': ['PS-4', { isClient: id => id === 'wallet' }],
  'a client gets a refresh token': ['PS-4', { tokenAnswer: given => ({ ...right.tokenAnswer(given), refresh_token: 'r' }) }],
  'getClrs is broken': ['SPR-2', { set: () => { throw new Error('broken'); } }],
  'getClrs needs no token': ['SPR-3', { open: 'clrs' }],
  'a refusal says not how': ['SPR-3', { anonymous: { status: 401, headers: {} } }],
  'any scope reads': ['SPR-3', { mayUse: (has, needs) => has === needs || needs === 'readonly' }],
  'a set without its context': ['SPR-4', { set: clrs => ({ type: 'ClrSet', clrs }) }],
  'a record without a publisher': ['SPR-4', { out: ({ publisher, ...clr }) => clr }],
  'a value is lost on the way': ['SPR-5', { out: clr => ({ ...clr, assertions: clr.assertions?.map(({ term, ...a }) => a) }) }],
  'a number is rounded': ['SPR-5', { out: clr => ({ ...clr, assertions: clr.assertions?.map(a => ({ ...a, creditsEarned: 3 })) }) }],
  'a set has a member of its own': ['SPR-X', { set: clrs => ({ ...right.set(clrs), total: clrs.length }) }],
  'limit is not heeded': ['SPR-6', { page: all => all }],
  'pages overlap': ['SPR-6', { page: (all, limit, offset) => all.slice(Math.max(0, offset - 1), Math.max(0, offset - 1) + limit) }],
  'there is no next page': ['SPR-6', { links: ({ next, ...rels }) => right.links(rels) }],
  'the total is of the page': ['SPR-6', { total: (all, part) => part.length }],
  'a limit of nothing is taken': ['SPR-6', { isBadPage: () => false }],
  'a new record is answered with 200': ['SPW-2', { created: 200 }],
  'nobody says where the record is': ['SPW-2', { location: false }],
  'a changed record is refused': ['SPW-2', { replaced: 409 }],
  'a deleted record stays': ['SPW-3', { removes: false }],
  'deleting answers with a page': ['SPW-3', { deleted: 200 }],
  'any scope writes': ['SPW-4', { mayUse: (has, needs) => has === needs || needs === 'replace' }],
  'any scope deletes': ['SPW-4', { mayUse: (has, needs) => has === needs || needs === 'delete' }],
  'a payload with nothing is taken': ['SPW-5', { isPayload: () => true, isRecord: () => true }],
  'a record without a learner is taken': ['SPW-5', { isRecord: () => true }],
  'a text is cut': ['SPW-6', { keeps: clr => ({ ...clr, learner: { ...clr.learner, name: clr.learner.name?.slice(0, 5) } }) }],
  'a payload has a member of its own': ['SPW-X', { posted: clr => ({ ...right.posted(clr), 'x:stored': true }) }],
  'an assertion is not there': ['VP-2', { hosted: { ...right.hosted, assertion: 404 } }],
  'getClr answers another record': ['VP-3', { clr: () => ({ type: 'Profile' }) }],
  'an endorsement is not there': ['VP-4', { hosted: { ...right.hosted, endorsement: 500 } }],
  'a key is not there': ['VP-5', { hosted: { ...right.hosted, key: 404 } }],
  'a list is not there': ['VP-6', { hosted: { ...right.hosted, list: 404 } }],
  'an assertion needs a token': ['VP-7', { hosted: { ...right.hosted, assertion: 401 } }],
  'getClr needs no token': ['VP-7', { open: 'clr' }],
  'a key without its text': ['VP-8', { document: ({ publicKeyPem, ...doc }) => doc }],
  'a list of revocations without the list': ['VP-6', { document: ({ revokedAssertions, ...doc }) => doc }],
  'getClr forgets the evidence': ['VP-9', { clr: clr => ({ ...clr, assertions: clr.assertions?.map(({ evidence, ...a }) => a) }) }],
  'a hosted document says more': ['VP-X', { document: doc => ({ ...doc, 'x:views': 3 }) }],
};

function read(request) {
  return new Promise(done => {
    let text = '';
    request.on('data', part => { text += part; });
    request.on('end', () => done(text));
  });
}

function same(a, b) {
  const sum = doc => createHash('sha256').update(JSON.stringify(doc)).digest('hex');
  return sum(a) === sum(b);
}

// A Provider with ${fault} (of right's members) at 127.0.0.1; {base, close}.
export async function openProvider(fault = {}) {
  const is = { ...right, ...fault };
  const records = new Map(), tokens = new Map();
  let base;

  const at = path => `${base}/ims/clr/v1p0${path}`;
  const issuer = () => ({
    id: at('/profiles/1'), type: 'Profile', name: 'A school', revocationList: at('/revocations/1'),
    publicKey: { id: at('/keys/1'), type: 'CryptographicKey', owner: at('/profiles/1'), publicKeyPem: pem },
  });
  const endorsement = () => ({
    id: at('/endorsements/1'), type: 'Endorsement', issuedOn: '2024-01-01T00:00:00Z', issuer: issuer(),
    claim: { id: at('/assertions/1'), type: 'EndorsementClaim', endorsementComment: 'It is so.' },
    verification: { type: 'Hosted' },
  });
  const assertion = () => ({
    id: at('/assertions/1'), type: 'Assertion', issuedOn: '2024-01-01T00:00:00Z',
    achievement: { id: at('/achievements/1'), type: 'Achievement', name: 'A course', issuer: issuer() },
    recipient: { type: 'id', identity: 'urn:uuid:1', hashed: false }, verification: { type: 'Hosted' },
    endorsements: [endorsement()],
  });
  const first = () => ({
    '@context': context, id: at('/clrs/1'), type: 'Clr', issuedOn: '2024-01-01T00:00:00Z',
    learner: { id: 'urn:uuid:1', type: 'Profile', name: 'A learner' }, publisher: issuer(), assertions: [assertion()],
    verification: { type: 'Hosted' },
  });
  const hosted = {
    '/assertions/1': ['assertion', assertion], '/endorsements/1': ['endorsement', endorsement],
    '/keys/1': ['key', () => issuer().publicKey],
    '/revocations/1': ['list', () => ({ id: at('/revocations/1'), type: 'RevocationList', issuer: at('/profiles/1'), revokedAssertions: [] })],
  };

  function token(form, authorization) {
    const [id, secret] = Buffer.from((authorization ?? '').slice(6), 'base64').toString().split(':').map(decodeURIComponent);
    if (!is.isClient(id, secret)) return { status: 401, json: { error: 'invalid_client' } };
    const kind = form.get('grant_type');
    if (kind === 'authorization_code' && form.get('code') !== 'good')
      return { status: is.badCode.status, json: { error: is.badCode.error } };
    const given = { token: randomUUID(), scope: form.get('scope') ?? `${scope}readonly ${scope}replace ${scope}delete` };
    tokens.set(given.token, given.scope.split(' ').map(name => name.slice(scope.length)));
    return { status: 200, json: is.tokenAnswer(given), headers: is.tokenHeaders };
  }

  // Why ${needs} is refused; undefined: it is not.
  function refusal(authorization, needs, what) {
    if (is.open === what && needs === 'readonly') return undefined;
    const has = tokens.get((authorization ?? '').slice(7));
    if (!has) return is.anonymous;
    if (!has.some(each => is.mayUse(each, needs))) return { status: 403 };
    return undefined;
  }

  function list(query) {
    const limit = Number(query.get('limit') ?? 100), offset = Number(query.get('offset') ?? 0);
    if (is.isBadPage(limit, offset)) return { status: 400 };
    const all = [...records.values()].map(entry => entry.clr);
    const part = is.page(all, limit, offset);
    const link = to => `${at('/clrs')}?limit=${limit}&offset=${to}`;
    const rels = { first: link(0), last: link(Math.floor((all.length - 1) / limit) * limit) };
    if (offset + limit < all.length) rels.next = link(offset + limit);
    return {
      status: 200, json: is.set(part.map(is.out)),
      headers: { 'X-Total-Count': is.total(all, part), Link: is.links(rels) },
    };
  }

  function post(text) {
    let body;
    try { body = JSON.parse(text); } catch { return { status: 400 }; }
    if (!is.isPayload(body) || !is.isRecord(body.clr)) return { status: 400 };
    const clr = is.keeps(body.clr ?? {});
    const old = [...records.entries()].find(([, entry]) => entry.clr.id === clr.id);
    if (old && same(old[1].clr, clr)) return { status: 304 };
    const key = old?.[0] ?? randomUUID();
    if (old && is.replaced !== 200) return { status: is.replaced };
    records.set(key, { clr });
    return {
      status: old ? 200 : is.created, json: is.posted(clr),
      headers: is.location && !old ? { Location: at(`/clrs/${key}`) } : {},
    };
  }

  function one(method, key) {
    const entry = records.get(key);
    if (!entry) return { status: 404 };
    if (method === 'DELETE') {
      if (is.removes) records.delete(key);
      return { status: is.deleted };
    }
    return { status: 200, json: is.clr(entry.clr) };
  }

  function clrs(request, url, text) {
    const needs = { GET: 'readonly', POST: 'replace', DELETE: 'delete' }[request.method];
    const key = url.pathname.split('/clrs/')[1];
    const refused = refusal(request.headers.authorization, needs, key ? 'clr' : 'clrs');
    if (refused) return refused;
    if (key) return one(request.method, key);
    return request.method === 'POST' ? post(text) : list(url.searchParams);
  }

  function answer(request, url, text) {
    const path = url.pathname.replace('/ims/clr/v1p0', '');
    if (path === '/discovery')
      return { status: 200, json: { authorizationUrl: `${base}/authorize`, tokenUrl: `${base}/token` } };
    if (path === '/authorize') return is.authorize(url.searchParams);
    if (path === '/token') return token(new URLSearchParams(text), request.headers.authorization);
    if (path.startsWith('/clrs')) return clrs(request, url, text);
    const [what, doc] = hosted[path] ?? [];
    if (!what) return { status: 404 };
    return { status: is.hosted[what], json: is.document({ '@context': context, ...doc() }) };
  }

  const server = createServer(async (request, response) => {
    const text = await read(request);
    let reply;
    try { reply = answer(request, new URL(request.url, base), text); } catch { reply = { status: 500 }; }
    response.writeHead(reply.status, {
      'Content-Type': reply.json ? 'application/json' : reply.type ?? 'text/plain', ...reply.headers,
    });
    response.end(reply.json && request.method !== 'HEAD' ? JSON.stringify(reply.json) : reply.body ?? '');
  });
  await new Promise(done => { server.listen(0, '127.0.0.1', done); });
  base = `http://127.0.0.1:${server.address().port}`;
  records.set('1', { clr: first() });
  return {
    base, host: `127.0.0.1:${server.address().port}`, records,
    close: () => new Promise(done => { server.closeAllConnections(); server.close(done); }),
  };
}
