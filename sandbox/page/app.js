import { drawChats, openChat, wireChats } from './chats.js';
import { drawCredentials, drawN8nLinks } from './credentials.js';
import { byId, shortTime } from './dom.js';
import { drawEvents, wireEvents } from './events.js';
import { drawFaults, wireFaults } from './faults.js';
import { drawPhone } from './feed.js';
import { drawLedger } from './ledger.js';
import { drawSessions, tick } from './sessions.js';
import { drawWebhooks, wireWebhooks } from './webhooks.js';

let state;
let chosen = location.hash.slice(1);
let offset = 0;

const now = () => Date.now() + offset;

function choose(id) {
	chosen = id;
	history.replaceState(null, '', `#${id}`);
	draw();
}

const inView = () => state.instances.find(({ id }) => id === chosen) ?? state.instances[0];

function draw() {
	const instance = inView();
	chosen = instance?.id ?? '';
	drawSessions(state, chosen, choose);
	drawCredentials(state, instance);
	drawN8nLinks(state);
	drawPhone(state, instance);
	drawChats(state, instance);
	drawEvents(state);
	drawWebhooks(state, instance);
	drawFaults(state);
	drawLedger(state);
	drawTime();
}

function drawTime() {
	byId('phone-clock').textContent = shortTime(now());
	tick(now());
}

function listen() {
	const live = byId('live');
	const source = new EventSource('/sandbox/events');
	source.addEventListener('state', (message) => {
		state = JSON.parse(message.data);
		offset = state.now - Date.now();
		live.textContent = 'live';
		live.classList.add('on');
		draw();
	});
	source.addEventListener('error', () => {
		live.textContent = 'the sandbox has ended';
		live.classList.remove('on');
	});
}

wireChats(draw);
wireEvents(inView, openChat, draw);
wireWebhooks(() => chosen);
wireFaults();
listen();
setInterval(drawTime, 1000);
