// A reader of our own pages, which are valid HTML: elements in order, with
// attributes and text; enough to find scripts, forms, links and words.
const raw = new Set(['script', 'style', 'textarea', 'title']);
const blocks = new Set(['address', 'article', 'aside', 'blockquote', 'br',
  'caption', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'figcaption',
  'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header',
  'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table',
  'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'ul']);
const named = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0',
};

export function decode(text) {
  return text.replace(/&(#x[0-9a-f]+|#[0-9]+|[a-z]+);/gi, (whole, name) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name[0] === '#') return String.fromCodePoint(parseInt(name.slice(1), 10));
    return named[name.toLowerCase()] ?? whole;
  });
}

function attributes(text) {
  const found = {};
  const pattern = /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;
  for (const [, name, a, b, c] of text.matchAll(pattern))
    found[name.toLowerCase()] = decode(a ?? b ?? c ?? '');
  return found;
}

// Everything on the page: {name, attrs, text} in document order; text is
// that of raw elements.  words: the text between tags.
export function parse(html) {
  const elements = [];
  const words = [];
  const pattern = /<!--[^]*?-->|<!doctype[^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+|<)/gi;
  let isHead = false;
  for (let found; (found = pattern.exec(html));) {
    const [, close, tag, rest, text] = found;
    if (text !== undefined && !isHead) words.push(decode(text));
    if (!tag) continue;
    const name = tag.toLowerCase();
    if (blocks.has(name)) words.push('\n');
    if (name === 'head') isHead = !close;
    if (close) {
      elements.push({ name: '/' + name });
      continue;
    }
    const element = { name, attrs: attributes(rest), text: '' };
    if (raw.has(name)) {
      const end = html.toLowerCase().indexOf(`</${name}`, pattern.lastIndex);
      element.text = html.slice(pattern.lastIndex, end);
      pattern.lastIndex = end;
      if (name === 'textarea') words.push(decode(element.text));
    }
    elements.push(element);
  }
  return { elements, words: words.join('') };
}

// White space made single, so that text compares as people read it.
export function squeeze(text) {
  return text.replace(/\s+/g, ' ').trim();
}

export function title(html) {
  return decode(parse(html).elements.find(e => e.name === 'title')?.text ?? '');
}

// The text of each script of a media type, in order.
export function scripts(html, type) {
  return parse(html).elements
    .filter(e => e.name === 'script' &&
      (e.attrs.type ?? '').split(';')[0].trim() === type)
    .map(e => e.text);
}

export function jsonLd(html) {
  return scripts(html, 'application/ld+json').map(text => JSON.parse(text));
}

export function links(html) {
  return parse(html).elements.filter(e => e.name === 'a' && e.attrs.href)
    .map(e => e.attrs.href);
}

// Each form: its action, method, type of encoding, and fields with values.
export function forms(html) {
  const found = [];
  let form = null;
  for (const { name, attrs, text } of parse(html).elements) {
    if (name === 'form') {
      form = { action: attrs.action, method: (attrs.method ?? 'get').toLowerCase(),
        enctype: attrs.enctype, fields: {} };
      found.push(form);
    } else if (name === '/form') {
      form = null;
    } else if (form && attrs?.name) {
      if (attrs.type === 'radio' && !('checked' in attrs)) continue;
      form.fields[attrs.name] = attrs.value ?? decode(text);
    }
  }
  return found;
}
