// Trying the operations on the page that describes them: what is sent goes
// to this office alone, with the token that was typed, and is kept nowhere.

function address(form) {
	const query = new URLSearchParams();
	let path = form.dataset.path;

	for (const input of form.querySelectorAll('input[data-in]')) {
		if (input.dataset.in === 'path')
			path = path.replace(`{${input.name}}`,
			    encodeURIComponent(input.value.trim()));
		else if (input.value.trim() !== '')
			query.set(input.name, input.value.trim());
	}
	return query.size ? `${path}?${query}` : path;
}

function request(form) {
	const token = document.getElementById('try-token').value.trim();
	const body = form.querySelector('textarea')?.value;
	const headers = { Accept: 'application/json' };

	if (form.dataset.token)
		headers.Authorization = `Bearer ${token}`;
	if (body !== undefined)
		headers['Content-Type'] = 'application/json';
	return { method: form.dataset.method, headers, body,
		credentials: 'omit', cache: 'no-store' };
}

function pretty(text) {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}

function show(form, head, text) {
	const answer = form.querySelector('.answer');

	answer.hidden = false;
	answer.querySelector('b').textContent = head;
	answer.querySelector('pre').textContent = text;
}

async function send(form) {
	const reply = await fetch(address(form), request(form));
	const headers = ['Location', 'Link', 'X-Total-Count', 'ETag',
		'Retry-After', 'WWW-Authenticate']
	    .filter(name => reply.headers.get(name))
	    .map(name => `${name}: ${reply.headers.get(name)}\n`).join('');

	show(form, `${reply.status} ${reply.statusText}`,
	    `${headers}\n${pretty(await reply.text())}`);
}

document.querySelector('.try-token').hidden = false;
for (const form of document.querySelectorAll('form.try')) {
	form.hidden = false;
	form.addEventListener('submit', event => {
		event.preventDefault();
		send(form).catch(error => show(form, '', String(error)));
	});
}
