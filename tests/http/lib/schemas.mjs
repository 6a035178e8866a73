// The published JSON schemas of CLR 1.0, of the folder CLARUS_SPEC; they are
// no part of this project.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { load } from './env.mjs';

// A function that checks a value against a schema by a part of its file's
// name.  Without CLARUS_SPEC it checks nothing, and ${t} is told.
export function published(t) {
  const spec = process.env.CLARUS_SPEC;
  if (!spec) {
    t.diagnostic('CLARUS_SPEC names no folder: answers are not checked against the published schemas');
    return () => {};
  }
  t.diagnostic('answers are checked against the published schemas of CLARUS_SPEC');
  const folder = join(spec, 'clr-1.0-schemas');
  const Ajv = load('ajv-draft-04');
  const addFormats = load('ajv-formats');
  const compiled = {};
  return (name, value) => {
    compiled[name] ??= compile(Ajv.default ?? Ajv, addFormats.default ?? addFormats, folder, name);
    assert.ok(compiled[name](value),
      `${name}: ${JSON.stringify(compiled[name].errors?.slice(0, 3))} of ${JSON.stringify(value).slice(0, 300)}`);
  };
}

function compile(Ajv, addFormats, folder, name) {
  const file = readdirSync(folder).find(each => each.includes(name));
  assert.ok(file, `there is no schema for ${name}`);
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  delete schema.$id;
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  return ajv.compile(schema);
}
