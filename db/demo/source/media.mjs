// Pictures and files as data: URIs.
import { readFileSync } from 'node:fs';

import { pdf } from './pdf.mjs';

const TYPES = { svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg' };

const data = (type, bytes) =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;

// A picture of the media folder.
export const picture = (name) => data(TYPES[name.split('.').pop()],
  readFileSync(new URL(`./media/${name}`, import.meta.url)));

export const pdfFile = (title, ...pages) =>
  data('application/pdf', pdf(title, ...pages));

// Plain text, in the two forms a data: URI allows.
export const textFile = (text) => data('text/plain;charset=utf-8', text);
export const openText = (text) =>
  `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
