import { make, shortTime } from './dom.js';

const kept = new Map();
const TICKS = ['…', '✓', '✓✓', '✓✓', '✓✓'];
const TICK_NAMES = ['pending', 'sent', 'delivered', 'read', 'played'];

/** One message as people see it. What it says is made once, so that players play on. */
export function bubble(message, isGroup) {
	const { id, fromMe, sender, isRevoked, quoted, reactions, content } = message;
	return make(
		'article',
		{
			class: `bubble ${fromMe ? 'own' : 'other'}${isRevoked ? ' revoked' : ''}`,
			testid: 'message-bubble',
			'data-message-id': id,
			'data-type': content.type,
			'data-ack': fromMe ? String(message.ack) : undefined,
		},
		isGroup && !fromMe && make('span', { class: 'sender' }, sender),
		quoted && make('blockquote', { dir: 'auto' }, make('strong', {}, quoted.by), quoted.text),
		isRevoked ? make('p', {}, 'This message was deleted') : keptContent(id, content),
		foot(message),
		reactions.length > 0 && make('span', { class: 'reactions', testid: 'reactions' }, reactions.join(' ')),
	);
}

function keptContent(id, content) {
	const key = `${id} ${JSON.stringify(content)}`;
	const known = kept.get(key) ?? SAYS[content.type](content).filter(Boolean);
	kept.set(key, known);
	return known;
}

function foot({ at, fromMe, ack, isEdited, isStarred, pinnedUntil, isRevoked }) {
	const ticks = {
		class: `ticks${ack >= 3 ? ' read' : ''}`,
		testid: 'ticks',
		title: TICK_NAMES[ack] ?? 'error',
	};
	return make(
		'footer',
		{},
		pinnedUntil && make('span', {}, 'pinned'),
		isStarred && make('span', { title: 'starred' }, '★'),
		isEdited && make('span', {}, 'edited'),
		make('time', {}, shortTime(at)),
		fromMe && !isRevoked && make('span', ticks, TICKS[ack] ?? '!'),
	);
}

const words = (text) => text && make('p', { class: 'text', dir: 'auto' }, text);

const link = ({ url, title, description }) =>
	make('div', { class: 'inset' }, make('strong', {}, title), words(description), make('small', {}, url));

/** What each kind of message shows. */
const SAYS = {
	text: ({ text, preview }) => [preview && link(preview), words(text)],
	image: ({ mediaUrl, caption, filename }) => [
		make('img', { src: mediaUrl, alt: caption ?? filename, class: 'photo' }),
		words(caption),
	],
	video: ({ mediaUrl, caption, asNote }) => [
		make('video', { src: mediaUrl, controls: true, muted: true, class: asNote ? 'photo note' : 'photo' }),
		words(caption),
	],
	voice: ({ mediaUrl, seconds }) => [
		make('audio', {
			src: mediaUrl,
			controls: true,
			preload: 'metadata',
			'aria-label': `Voice, ${seconds} seconds`,
		}),
	],
	document: ({ mediaUrl, filename, caption }) => [
		make(
			'a',
			{ class: 'inset', href: mediaUrl, download: filename },
			make('small', {}, 'Document'),
			make('strong', {}, filename),
		),
		words(caption),
	],
	location: ({ latitude, longitude, title, message }) => [
		make('div', { class: 'inset place' }, make('small', {}, 'Location'), make('strong', {}, title ?? '')),
		make('small', {}, `${latitude}, ${longitude}`),
		words(message),
	],
	poll: ({ name, options, multipleAnswers }) => [
		make('strong', { dir: 'auto' }, name),
		make('small', {}, multipleAnswers ? 'Choose one or more' : 'Choose one'),
		...options.map((option) => make('div', { class: 'option', dir: 'auto' }, option)),
	],
	contacts: ({ names }) =>
		names.map((name) =>
			make('div', { class: 'inset' }, make('small', {}, 'Contact'), make('strong', {}, name)),
		),
	list: ({ title, description, footer, button, sections }) => [
		make('strong', {}, title),
		words(description),
		...sections.map((section) => make('small', {}, `${section.title}: ${rowsOf(section)}`)),
		make('div', { class: 'option' }, button),
		footer && make('small', {}, footer),
	],
	event: ({ name, description, startTime, location }) => [
		make('div', { class: 'inset' }, make('small', {}, 'Event'), make('strong', {}, name)),
		make('small', {}, new Date(startTime * 1000).toLocaleString()),
		location && make('small', {}, location.name),
		words(description),
	],
};

const rowsOf = ({ rows }) => rows.map(({ title }) => title).join(', ');
