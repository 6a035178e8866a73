// Importing: files may be dropped, and the upload shows how far it is.

function show(form, text, value) {
	const box = form.querySelector('.progress');
	const bar = box.querySelector('progress');

	box.hidden = false;
	box.querySelector('p').textContent = text;
	if (value === undefined)
		bar.removeAttribute('value');
	else
		bar.value = value;
}

// The answer is a page: what was noticed, or this form with the reason.
function answered(form, request) {
	if (request.responseURL !== form.action) {
		location.assign(request.responseURL);
		return;
	}
	const page = new DOMParser().parseFromString(request.response,
	    'text/html');
	document.querySelector('main').replaceWith(page.querySelector('main'));
	document.querySelector('main').focus();
	wire(document.querySelector('form.import'));
}

function send(form) {
	const request = new XMLHttpRequest();

	request.open('POST', form.action);
	request.upload.onprogress = e => show(form, form.dataset.sending,
	    e.lengthComputable ? e.loaded / e.total : undefined);
	request.upload.onload = () => show(form, form.dataset.sent);
	request.onload = () => answered(form, request);
	request.onerror = () => show(form, form.dataset.failed, 0);
	request.send(new FormData(form));
}

function wire(form) {
	const zone = form.querySelector('.drop');
	const input = form.querySelector('input[type=file]');
	const over = event => {
		event.preventDefault();
		zone.classList.toggle('over', event.type !== 'dragleave');
	};

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
	form.addEventListener('submit', event => {
		event.preventDefault();
		send(form);
	});
}

wire(document.querySelector('form.import'));
