// Forms of the Builder work without this.  Here rows are added, moved and
// removed, items are searched and Markdown is shown without leaving the page:
// the form is sent as ever, and the one in the reply takes its place.

const QUIET = ['add', 'remove', 'up', 'down', 'find', 'preview'];
const theForm = () => document.querySelector('form.edit');
let isSending = false;
let typed = new Set(); // names of fields changed while a reply is awaited

function say(words) {
	theForm().querySelector('.edit-state').textContent = words;
}

function markChanged() {
	theForm().dataset.dirty = '1';
	say(theForm().dataset.changed);
}

// A button of the form by what it asks for.
function button(value) {
	return theForm().querySelector(`button[name="do"][value="${CSS.escape(value)}"]`);
}

function keyOf(details) {
	return details.id ||
	    `${details.closest('[id]').id} ${details.className}`;
}

// What was open stays open, what was typed meanwhile stays typed.
function keep(before, after) {
	const open = new Map();

	for (const d of before.querySelectorAll('details'))
		open.set(keyOf(d), d.open);
	for (const d of after.querySelectorAll('details'))
		if (open.has(keyOf(d)) &&
		    !d.querySelector('[autofocus], .wrong'))
			d.open = open.get(keyOf(d));
	for (const name of typed) {
		const was = before.elements.namedItem(name);
		const is = after.elements.namedItem(name);

		if (was?.type !== 'file' && was && is && 'value' in is)
			is.value = was.value;
	}
}

// Where the row of "up /x/2" is afterwards: "up /x/1".
function moved(value) {
	const [, verb, place] = value.match(/^(up|down) (.*\/)\d+$/) || [];

	if (!verb)
		return null;
	const index = Number(value.match(/\d+$/)[0]) + (verb === 'up' ? -1 : 1);
	const other = verb === 'up' ? 'down' : 'up';

	return [button(`${verb} ${place}${index}`), button(`${other} ${place}${index}`)]
	    .find(b => b && !b.disabled);
}

// Focus goes to what is new, or follows the row, without a jump.
function focusAfter(value, top) {
	const target = moved(value) || theForm().querySelector('[autofocus]') ||
	    button(value);

	if (!target)
		return;
	target.focus({ preventScroll: true });
	if (target.value === value || moved(value))
		scrollBy(0, target.getBoundingClientRect().top - top);
	else
		target.scrollIntoView({ block: 'nearest' });
}

function showPreview(reply, pointer) {
	const field = [...theForm().elements].find(e => e.name === pointer);
	const is = field && document.getElementById(`${field.id}-preview`);
	const now = is && reply.querySelector(`#${CSS.escape(is.id)}`);

	if (now)
		is.replaceChildren(...now.childNodes);
}

async function send(asked, withFiles) {
	const form = theForm();
	const data = new FormData(form);

	data.set('do', asked);
	if (!withFiles)
		for (const input of form.querySelectorAll('input[type=file]'))
			data.delete(input.name);
	const response = await fetch(form.action, { method: 'POST', body: data });

	if (response.redirected) {
		delete form.dataset.dirty;
		location.assign(response.url);
		return null;
	}
	return new DOMParser().parseFromString(await response.text(),
	    'text/html').querySelector('form.edit');
}

async function ask(asked, from) {
	const before = theForm();
	const top = from ? from.getBoundingClientRect().top : 0;
	const isPreview = asked.startsWith('preview ');
	let after = null;

	if (isSending)
		return;
	isSending = true;
	typed = new Set();
	before.setAttribute('aria-busy', 'true');
	try {
		after = await send(asked, !isPreview);
		if (!after)
			throw new Error('no form');
		if (isPreview) {
			showPreview(after, asked.slice('preview '.length));
		} else {
			keep(before, after);
			before.replaceWith(after);
			focusAfter(asked, top);
			if (!asked.startsWith('find '))
				markChanged();
		}
	} catch {
		say(before.dataset.failed);
	} finally {
		before.removeAttribute('aria-busy');
		isSending = false;
	}
}

document.addEventListener('submit', event => {
	const asked = event.submitter?.value ?? '';

	if (event.target !== theForm())
		return;
	if (!QUIET.includes(asked.split(' ')[0])) {
		delete theForm().dataset.dirty;
		say(theForm().dataset.busy);
		return;
	}
	event.preventDefault();
	ask(asked, event.submitter);
});

let timer = 0;

document.addEventListener('input', event => {
	const field = event.target;

	if (field.form !== theForm() || field.type === 'search')
		return;
	typed.add(field.name);
	markChanged();
	if (!document.getElementById(`${field.id}-preview`)?.hasChildNodes())
		return;
	clearTimeout(timer);
	timer = setTimeout(() => ask(`preview ${field.name}`), 500);
});

// Enter in a list asks for the next value, in a search for what it finds.
document.addEventListener('keydown', event => {
	const field = event.target;
	const isSave = (event.ctrlKey || event.metaKey) && event.key === 's';
	let next = null;

	if (isSave) {
		event.preventDefault();
		theForm().requestSubmit(button('save'));
		return;
	}
	if (event.key !== 'Enter' || field.tagName !== 'INPUT')
		return;
	if (field.type === 'search')
		next = button(field.name);
	else if (field.closest('.values'))
		next = field.closest('.section').querySelector('.add button');
	if (next) {
		event.preventDefault();
		theForm().requestSubmit(next);
	}
});

// From a problem to its field.
document.addEventListener('click', event => {
	const link = event.target.closest?.('.summary-of a[href^="#"]');
	const place = link && document.getElementById(link.hash.slice(1));

	if (!place)
		return;
	for (let d = place.closest('details'); d; d = d.parentElement.closest('details'))
		d.open = true;
	(place.matches('input, select, textarea') ? place
	    : place.querySelector('input:not([type=hidden]), select, textarea, summary'))?.focus();
});

addEventListener('beforeunload', event => {
	if (theForm()?.dataset.dirty)
		event.preventDefault();
});
