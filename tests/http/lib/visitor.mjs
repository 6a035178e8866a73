// A person at a browser: keeps cookies, sends forms as their page gives
// them, says where a request comes from.
import { forms } from './html.mjs';

export class Visitor {
  constructor(site, headers = {}) {
    this.site = site;
    this.cookies = new Map();
    this.headers = {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
      ...headers,
    };
  }

  async ask(path, given = {}) {
    const cookie = [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
    const reply = await this.site.ask(path, {
      ...given,
      headers: { ...this.headers, ...(cookie && { cookie }), ...given.headers },
    });
    for (const line of setCookies(reply.headers)) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      this.cookies.set(name, value);
    }
    return reply;
  }

  // Open the page ${path} and find its form that posts to ${action}.
  async form(path, action) {
    const page = await this.ask(path);
    const found = forms(page.text).find(form => form.method === 'post' &&
      (action instanceof RegExp ? action.test(form.action)
        : form.action === action));
    if (!found) throw new Error(`no form for ${action} on ${path} (${page.status})`);
    return found;
  }

  // Send a form with these values laid over the ones it stands with.
  send(form, values = {}, headers = {}) {
    const fields = { ...form.fields, ...values };
    let body = new URLSearchParams(fields);
    if (form.enctype === 'multipart/form-data') {
      body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
    }
    return this.ask(form.action, {
      method: 'POST', body,
      headers: { origin: this.site.url, 'sec-fetch-site': 'same-origin', ...headers },
    });
  }
}

// All Set-Cookie lines, also where Headers has no getSetCookie().
export function setCookies(headers) {
  if (headers.getSetCookie) return headers.getSetCookie();
  const line = headers.get('set-cookie');
  return line ? line.split(/,(?=[^;]+?=)/) : [];
}
