// What scripts add to pages that work without them.
for (const button of document.querySelectorAll('.print-button')) {
	button.hidden = false;
	button.addEventListener('click', () => print());
}

for (const button of document.querySelectorAll('button[data-copy]')) {
	if (!navigator.clipboard)
		break;
	button.hidden = false;
	button.addEventListener('click', async () => {
		await navigator.clipboard.writeText(button.dataset.copy);
		button.textContent = button.dataset.copied;
	});
}

if (document.querySelector('form.import'))
	import('./import.js');
