// The files in a ZIP, by its central directory: name → bytes.
import assert from 'node:assert/strict';
import * as zlib from 'node:zlib';

export function unzip(bytes) {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  assert.ok(end >= 0, 'it is a ZIP');
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    assert.equal(bytes.toString('latin1', at, at + 4), 'PK\x01\x02');
    const entry = bytes.subarray(at);
    const lengths = [28, 30, 32].map(place => entry.readUInt16LE(place));
    const name = entry.toString('utf8', 46, 46 + lengths[0]);
    assert.ok(!files.has(name), `${name} stands there once`);
    files.set(name, content(bytes, entry));
    at += 46 + lengths.reduce((sum, length) => sum + length);
  }
  return files;
}

function content(bytes, entry) {
  const local = entry.readUInt32LE(42);
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(from, from + entry.readUInt32LE(20));
  const how = entry.readUInt16LE(10);
  const whole = how === 8 ? zlib.inflateRawSync(packed) : packed;
  assert.ok(how === 0 || how === 8, 'stored or deflated');
  assert.equal(whole.length, entry.readUInt32LE(24));
  if (zlib.crc32) assert.equal(zlib.crc32(whole), entry.readUInt32LE(16));
  return whole;
}
