import { bubble } from './bubbles.js';
import { byId, make, shortTime } from './dom.js';

const KINDS = {
	image: 'Photo',
	voice: 'Voice',
	video: 'Video',
	document: 'Document',
	location: 'Location',
	poll: 'Poll',
	contacts: 'Contact',
	list: 'List',
	event: 'Event',
};
const PRESENCES = { online: 'online', typing: 'typing…', recording: 'recording…' };

let tab = 'status';
let open;
let redraw;
let drawn = '';

/** Wires the two tabs of the phone; `draw` is called after a click. */
export function wireChats(draw) {
	redraw = draw;
	for (const name of ['status', 'chat']) {
		byId(`${name}-tab`).addEventListener('click', () => {
			tab = name;
			draw();
		});
	}
}

/** The id of the chat in view: who writes there when somebody writes. */
export const openChat = () => (tab === 'chat' ? open : undefined);

/** Draws the tabs, the list of chats of one instance, and the open one. */
export function drawChats(state, instance) {
	if (instance === undefined) return;
	const chats = state.chats.filter(({ instanceId }) => instanceId === instance.id);
	const unread = chats.filter((chat) => chat.unread > 0 || chat.isMarkedUnread).length;
	byId('unread-total').textContent = unread === 0 ? '' : String(unread);
	drawTabs();
	const chat = chats.find(({ id }) => id === open);
	if (chat === undefined) open = undefined;
	byId('message-writer').textContent = `${(openChat() && chat?.name) ?? 'A customer'} writes`;
	byId('chat-list').hidden = chat !== undefined;
	byId('conversation').hidden = chat === undefined;
	if (chat === undefined) byId('chat-list').replaceChildren(...chats.map((one) => row(one)));
	else drawConversation(chat, `${instance.id} ${chat.id}`);
}

function drawTabs() {
	byId('feed').hidden = tab !== 'status';
	byId('chats').hidden = tab !== 'chat';
	for (const name of ['status', 'chat']) {
		byId(`${name}-tab`).setAttribute('aria-selected', String(tab === name));
	}
}

function show(id) {
	open = id;
	drawn = '';
	redraw();
}

function row(chat) {
	const last = chat.messages.at(-1);
	const isUnread = chat.unread > 0 || chat.isMarkedUnread;
	return make(
		'button',
		{
			class: `chat-row${isUnread ? ' unread' : ''}`,
			testid: 'chat-row',
			'data-chat-id': chat.id,
			onclick: () => show(chat.id),
		},
		avatar(chat),
		make(
			'span',
			{ class: 'chat-words' },
			make('strong', { dir: 'auto' }, chat.name),
			make('span', { class: 'chat-last', dir: 'auto' }, lastWords(chat, last)),
		),
		make(
			'span',
			{ class: 'chat-side' },
			last && make('time', {}, shortTime(last.at)),
			chat.isArchived && make('span', { class: 'archived' }, 'archived'),
			isUnread &&
				make('span', { class: 'badge', testid: 'unread' }, chat.unread > 0 ? String(chat.unread) : '•'),
			chat.labels.map(({ name, colorHex }) => label(name, colorHex)),
		),
	);
}

function label(name, colour) {
	const dot = make('span', { class: 'label-dot', title: name, role: 'img', 'aria-label': `Label ${name}` });
	dot.style.background = colour;
	return dot;
}

function avatar({ name, picture, isGroup }) {
	if (picture) return make('img', { class: 'face', src: `/sandbox/media/${picture}`, alt: '' });
	const letters = name.replace(/^\+/, '').slice(0, 2);
	return make('span', { class: `face${isGroup ? ' group' : ''}`, 'aria-hidden': 'true' }, letters);
}

function lastWords({ ownPresence, presence, isGroup }, last) {
	if (ownPresence) return `You are ${PRESENCES[ownPresence] ?? ownPresence}`;
	if (presence === 'typing' || presence === 'recording') return PRESENCES[presence];
	if (last === undefined) return 'No messages';
	if (last.isRevoked) return 'Deleted message';
	const who = last.fromMe ? 'You: ' : isGroup ? `${last.sender}: ` : '';
	const { content } = last;
	const about = content.name ?? content.title ?? content.names?.join(', ') ?? content.filename;
	const words = content.text ?? (content.caption || [KINDS[content.type], about].filter(Boolean).join(': '));
	return who + words;
}

function drawConversation(chat, key) {
	const presence = chat.ownPresence
		? `You are ${PRESENCES[chat.ownPresence] ?? ''}`
		: PRESENCES[chat.presence];
	byId('conversation-head').replaceChildren(
		make(
			'button',
			{ class: 'back', testid: 'chat-back', 'aria-label': 'All chats', onclick: () => show() },
			'‹',
		),
		avatar(chat),
		make(
			'span',
			{ class: 'chat-words' },
			make('strong', { dir: 'auto' }, chat.name),
			make('span', {}, presence ?? ''),
		),
	);
	const list = byId('bubbles');
	const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
	list.replaceChildren(...chat.messages.map((message) => bubble(message, chat.isGroup)));
	if (isAtEnd || drawn !== key) list.scrollTop = list.scrollHeight;
	drawn = key;
}
