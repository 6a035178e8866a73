// Importing: files may be dropped, and the upload shows how far it is.
const form = document.querySelector('form.import');
const zone = form.querySelector('.drop');
const input = form.querySelector('input[type=file]');
const box = form.querySelector('.progress');
const bar = box.querySelector('progress');
const words = box.querySelector('p');

function over(event) {
	event.preventDefault();
	zone.classList.toggle('over', event.type !== 'dragleave');
}

zone.addEventListener('dragenter', over);
zone.addEventListener('dragover', over);
zone.addEventListener('dragleave', over);
zone.addEventListener('drop', event => {
	over(event);
	zone.classList.remove('over');
	if (event.dataTransfer.files.length) {
		input.files = event.dataTransfer.files;
		form.requestSubmit();
	}
});

function show(text, value) {
	box.hidden = false;
	words.textContent = text;
	if (value === undefined)
		bar.removeAttribute('value');
	else
		bar.value = value;
}

// The answer is a page: what was noticed, or this form with the reason.
function answered(request) {
	if (request.responseURL !== form.action) {
		location.assign(request.responseURL);
		return;
	}
	const page = new DOMParser().parseFromString(request.response,
	    'text/html');
	document.querySelector('main').replaceWith(page.querySelector('main'));
	document.querySelector('main').focus();
}

form.addEventListener('submit', event => {
	const request = new XMLHttpRequest();

	event.preventDefault();
	request.open('POST', form.action);
	request.upload.onprogress = e => show(form.dataset.sending,
	    e.lengthComputable ? e.loaded / e.total : undefined);
	request.upload.onload = () => show(form.dataset.sent);
	request.onload = () => answered(request);
	request.onerror = () => {
		show(form.dataset.failed, 0);
		bar.hidden = true;
	};
	request.send(new FormData(form));
});
