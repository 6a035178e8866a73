// A form as a browser has it: fields in order, the chosen of radios and
// selects, files, and buttons that send it; every press opens what comes.
import { decode, parse } from './html.mjs';

// The fields, those of them one can type into, and the buttons of the form
// on ${html} that posts to ${action}.
function read(html, action) {
  const fields = [], texts = [], buttons = [], files = [], offers = new Map();
  let isOurs = false, select = null;
  for (const e of parse(html).elements) {
    const a = e.attrs ?? {};
    if (e.name === 'form') isOurs = a.action === action && a.method === 'post';
    else if (e.name === '/form') isOurs = false;
    if (!isOurs) continue;
    if (e.name === 'button' && a.name && !('disabled' in a)) buttons.push(`${a.name} ${a.value}`);
    else if (e.name === 'textarea') {
      fields.push([a.name, decode(e.text).replace(/^\r?\n/, '')]);
      texts.push(a.name);
    } else if (e.name === 'select') select = { name: a.name, options: [] };
    else if (e.name === 'option') select.options.push({ value: a.value, is: 'selected' in a });
    else if (e.name === '/select') {
      fields.push([select.name, (select.options.find(o => o.is) ?? select.options[0])?.value ?? '']);
      offers.set(select.name, select.options.map(o => o.value));
      select = null;
    } else if (e.name === 'input' && a.type === 'file') files.push(a.name);
    else if (e.name === 'input' && /^(radio|checkbox)$/.test(a.type)) {
      offers.set(a.name, [...offers.get(a.name) ?? [], a.value]);
      if ('checked' in a) fields.push([a.name, a.value ?? 'on']);
    } else if (e.name === 'input' && a.name) {
      fields.push([a.name, a.value ?? '']);
      if (a.type !== 'hidden') texts.push(a.name);
    }
  }
  return { fields, texts, buttons, files, offers };
}

export class PageForm {
  constructor(visitor, path) {
    Object.assign(this, { visitor, path });
  }

  static async open(visitor, path, action = path.replace(/\?.*/, '')) {
    const form = new PageForm(visitor, action);
    const page = await visitor.ask(path);
    if (page.status !== 200)
      throw new Error(`${path} answered ${page.status}: ${page.text.slice(0, 2000)}`);
    return form.take(page);
  }

  take(page) {
    this.page = page;
    this.uploads = [];
    Object.assign(this, read(page.text, this.path));
    return this;
  }

  names() {
    return new Set([...this.fields.map(([name]) => name), ...this.offers.keys(), ...this.files]);
  }

  has(name) {
    return this.names().has(name);
  }

  get(name) {
    return this.fields.findLast(([n]) => n === name)?.[1];
  }

  // Type ${value} into a field that is there.
  set(name, value) {
    if (!this.has(name)) throw new Error(`${this.path} has no field ${name}`);
    const at = this.fields.findLastIndex(([n]) => n === name);
    if (at < 0) this.fields.push([name, value]);
    else this.fields[at][1] = value;
    return this;
  }

  attach(name, file, bytes, type = 'application/octet-stream') {
    if (!this.files.includes(name)) throw new Error(`${this.path} takes no file ${name}`);
    this.uploads.push([name, new Blob([bytes], { type }), file]);
    return this;
  }

  // Send it by a button; "save" needs none to be on the page.
  async press(what = 'save') {
    if (!this.buttons.includes(`do ${what}`))
      throw new Error(`${this.path} has no button "${what}": ${this.buttons.join(', ')}`);
    const body = new FormData();
    for (const [name, value] of this.fields) body.append(name, value);
    for (const [name, blob, file] of this.uploads) body.append(name, blob, file);
    body.append('do', what);
    const reply = await this.visitor.ask(this.path, {
      method: 'POST', body,
      headers: { origin: this.visitor.site.url, 'sec-fetch-site': 'same-origin' },
    });
    return this.takes(reply);
  }

  takes(reply) {
    if (reply.text && /<form class="edit"/.test(reply.text)) this.take(reply);
    return reply;
  }

  // Press a button that shows the form again.
  async again(what) {
    const reply = await this.press(what);
    if (reply.status !== 200)
      throw new Error(`"${what}" answered ${reply.status}: ${words(reply.text)}`);
    return this;
  }

  // Save; the path of the item.
  async save(what = 'save') {
    const reply = await this.press(what);
    if (reply.status !== 303)
      throw new Error(`saving answered ${reply.status}: ${words(reply.text)}`);
    return reply.location.replace(/\?.*/, '');
  }
}

export function words(html) {
  return parse(html).words.replace(/\s+/g, ' ').slice(0, 1500);
}
