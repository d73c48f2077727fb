import { byId, control, make, readable, shortTime } from './dom.js';
import { stateName } from './sessions.js';

const cards = new Map();

/** Draws the phone of one instance: who it is, and its statuses, newest first. Cards stay, so that players play on. */
export function drawPhone(state, instance) {
	if (instance === undefined) return;
	byId('phone-title').textContent = instance.name;
	byId('phone-number').textContent = readable(instance.phone);
	byId('phone-avatar').textContent = initials(instance.name);
	byId('phone-state').textContent = stateName(instance.status);
	const statuses = state.statuses.filter(({ phone }) => phone === instance.phone).reverse();
	const shown = statuses.filter((status) => isShown(status, state.now)).length;
	byId('feed-count').textContent = shown === 0 ? '' : `${shown} live`;
	byId('phone-avatar').classList.toggle('has-status', shown > 0);
	byId('feed').replaceChildren(
		...(statuses.length === 0 ? [empty()] : statuses.map((s) => card(s, state.now))),
	);
}

const isShown = (status, now) => status.deletedAt === undefined && status.expiresAt > now;

const initials = (name) =>
	name
		.split(/\s+/)
		.map((word) => [...word][0] ?? '')
		.slice(0, 2)
		.join('');

function empty() {
	return make(
		'div',
		{ class: 'empty' },
		make('p', { class: 'empty-ring', 'aria-hidden': 'true' }),
		make('p', {}, 'No status yet'),
		make('p', {}, 'Post one from n8n, and it appears here as people see it.'),
	);
}

function card(status, now) {
	const known = cards.get(status.id) ?? newCard(status);
	cards.set(status.id, known);
	const isGone = !isShown(status, now);
	known.element.classList.toggle('gone', isGone);
	known.element.dataset.state = status.deletedAt === undefined ? (isGone ? 'expired' : 'live') : 'deleted';
	known.foot.replaceChildren(...foot(status, now, isGone));
	return known.element;
}

function newCard(status) {
	const foot = make('footer');
	const element = make(
		'article',
		{
			class: `status ${status.type}`,
			testid: 'status-card',
			'data-type': status.type,
			'data-status-id': status.id,
		},
		content(status),
		foot,
	);
	return { element, foot };
}

function content(status) {
	if (status.type === 'text') return textContent(status);
	return [
		media(status),
		status.caption && make('p', { class: 'caption', dir: 'auto', testid: 'caption' }, status.caption),
	];
}

function textContent({ text, backgroundColor = '#38b42f', font = 0 }) {
	const size = text.length > 220 ? 'small' : text.length > 80 ? 'middle' : 'large';
	const block = make('p', { class: `words font-${font} ${size}`, dir: 'auto', testid: 'status-text' }, text);
	block.style.background = backgroundColor;
	block.style.color = isLight(backgroundColor) ? '#10231c' : '#fff';
	return block;
}

function isLight(colour) {
	const [red, green, blue] = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
	return red * 0.299 + green * 0.587 + blue * 0.114 > 170;
}

function media({ type, mediaUrl, caption, seconds, asNote, filename }) {
	const label = caption ?? filename ?? type;
	if (type === 'image') return make('img', { src: mediaUrl, alt: label, testid: 'status-image' });
	if (type === 'video') {
		const look = asNote ? 'note' : '';
		return make('video', {
			src: mediaUrl,
			controls: true,
			class: look,
			'aria-label': label,
			preload: 'auto',
			muted: true,
		});
	}
	return make(
		'div',
		{ class: 'voice-note' },
		make('img', { src: 'microphone.svg', alt: '', width: 22, height: 22 }),
		make('audio', {
			src: mediaUrl,
			controls: true,
			'aria-label': `Voice, ${seconds} seconds`,
			preload: 'metadata',
		}),
	);
}

function foot(status, now, isGone) {
	const { contacts, postedAt, deletedAt } = status;
	const audience =
		contacts === null ? 'Everybody' : `${contacts.length} ${contacts.length === 1 ? 'person' : 'people'}`;
	const ending = deletedAt ? `Deleted ${shortTime(deletedAt)}` : isGone ? 'Expired' : timeLeft(status, now);
	return [
		publisher(status),
		make('time', {}, shortTime(postedAt)),
		make('span', { class: 'audience', testid: 'audience' }, audience),
		make('span', { class: 'ending' }, ending),
		viewCount(status),
		!isGone && status.service === 'wawp' && viewButton(status),
	].filter(Boolean);
}

function publisher({ service, serviceTitle }) {
	const about = { testid: 'status-service', 'data-service': service, title: 'Published through' };
	return make('span', { class: `service ${service}`, ...about }, serviceTitle);
}

function viewCount({ views }) {
	const title = views.map(({ viewer }) => viewer).join(', ');
	return make(
		'span',
		{ class: 'views', testid: 'views', title },
		`${views.length} ${views.length === 1 ? 'view' : 'views'}`,
	);
}

function viewButton({ id, instanceId }) {
	const onclick = () => control('POST', `/instances/${instanceId}/statuses/${id}/view`);
	return make('button', { testid: 'view-button', onclick }, 'View');
}

function timeLeft({ expiresAt }, now) {
	const minutes = Math.ceil((expiresAt - now) / 60_000);
	return minutes > 90 ? `${Math.round(minutes / 60)} h left` : `${minutes} min left`;
}
