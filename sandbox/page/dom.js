/** Makes an element. Words go in as text, never as HTML. `on…` values are listeners, `testid` is `data-testid`. */
export function make(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) set(element, name, value);
	element.append(
		...children.flat().filter((child) => child !== undefined && child !== null && child !== false),
	);
	return element;
}

function set(element, name, value) {
	if (value === undefined || value === false) return;
	if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
	else if (name === 'testid') element.dataset.testid = value;
	else element.setAttribute(name, value === true ? '' : value);
}

/** Calls `act` when a form is sent off. */
export function onSubmit(id, act) {
	byId(id).addEventListener('submit', (event) => {
		event.preventDefault();
		act();
	});
}

export const byId = (id) => document.getElementById(id);

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const EXACT = new Intl.DateTimeFormat(undefined, {
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23',
});

export const shortTime = (at) => TIME.format(at);
export const exactTime = (at) => EXACT.format(at);

/** `447441429009` → `+44 7441 429009`, near enough for reading. */
export function readable(phone) {
	const match = /^(1|20|3\d|4[0-9]|5[1-8]|6[0-6]|7|8[1246]|9[0-58])(\d{3,4})(\d+)$/.exec(phone);
	return match ? `+${match.slice(1).join(' ')}` : `+${phone}`;
}

/** Calls a control of the sandbox. Gives its answer; a refusal is shown to the person and gives undefined. */
export async function control(method, path, body) {
	const answer = await fetch(`/sandbox${path}`, {
		method,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body ?? {}),
	});
	const given = await answer.json();
	if (answer.ok) return given;
	say(given.message, 'bad');
	return undefined;
}

/** Calls a control and says that it is done. */
export async function doneControl(words, method, path, body) {
	const given = await control(method, path, body);
	if (given !== undefined) say(words);
	return given;
}

let hiding;

/** Tells the person something for a while; `look` is good, bad or wait. */
export function say(words, look = 'good') {
	const toast = byId('toast');
	toast.textContent = words;
	toast.className = `toast ${look}`;
	toast.hidden = false;
	clearTimeout(hiding);
	hiding = setTimeout(() => (toast.hidden = true), 5000);
}
