import { readFileSync } from 'node:fs';
import path from 'node:path';
import { EVENTS, type EventKind } from '../nodes/WawpTrigger/events';
import { FILTERS } from '../nodes/WawpTrigger/filterTable';
import { normalize, readArrival } from '../nodes/WawpTrigger/normalize';
import type { WawpEvent } from '../nodes/WawpTrigger/output';
import { withoutSecrets } from '../nodes/shared/secrets';

const SAMPLES = path.join(__dirname, '../test/events');

/** Complete by its type: a new output field without a line here does not compile. */
const FIELDS: Record<keyof WawpEvent, string> = {
	event: "Wawp's name of the event; a contact's status, which Wawp sends as a message, is `status.received`",
	eventId: "the delivery's id; the same again when Wawp repeats it",
	timestamp: 'when it happened, ISO 8601',
	instanceId: 'the Wawp instance, where the event names it',
	session: "the session's name inside Wawp; not the instance ID",
	engine: 'GOWS, NOWEB, WEBJS or WPP',
	me: 'the connected account: `{phone, lid, name}`',
	metadata: "the session's metadata, without the access token",
	chatId: 'the chat, in the form that send operations take',
	chatType: '`private`, `group`, `channel`, `status` or `broadcast`',
	isStatus: 'whether it is about a 24-hour status',
	from: 'who did it: `{phone, lid, name}`; digits only in `phone`, and `lid` is no phone number',
	fromMe: 'whether the message it is about is your own',
	source: '`api` for messages sent through the API, `app` for the phone',
	messageId: "the message's long id",
	statusId: 'the short ID of a status, with which Status → Delete takes an own one back',
	type:
		'`text`, `image`, `video`, `voice`, `audio`, `document`, `sticker`, `location`, `contact`, `poll`, ' +
		'`reaction` …, or `unknown`',
	text: 'text or caption',
	media: '`{url, mimetype, filename, fileLength, seconds, error}`',
	location: '`{latitude, longitude, name, address, url, live}`',
	vCards: 'contacts as vCard texts',
	isStatusReply: 'true where it answers a status, which is then in `replyTo`',
	replyTo:
		'the message or status it answers: `{messageId, statusId, from, text, media}`; `statusId` is the short ID of a status',
	state: "the session's state, for example `WORKING` or `SCAN_QR_CODE`",
	qr: 'the QR code to scan, as a data URI, where Wawp sends it along',
	ack: '`{level, name}`: -1 ERROR, 0 PENDING, 1 SERVER, 2 DEVICE, 3 READ, 4 PLAYED; in `message.ack` `from` is who acknowledged',
	reaction: '`{text, messageId, removed}`; `messageId` is the message reacted to',
	revoked: '`{messageId, text}` of the deleted message',
	edited: '`{messageId}` of the message before the change',
	group: 'the group, as far as it is told or changed',
	change: '`join`, `leave`, `promote` or `demote`',
	participants: 'members: `[{phone, lid, role}]`',
	presence: '`[{phone, lid, state, lastSeen}]`',
	poll: '`{messageId, selectedOptions, failed}`',
	archived: 'whether the chat is in the archive now',
	call: '`{id, video, group}`; `from` is the caller',
	label: '`{id, name, color, colorHex}`',
	eventResponse: '`{messageId, response, extraGuests, respondedAt, failed}`; `messageId` is the invitation',
	engineEvent: "the engine's own name of its event",
	mediaError: 'why *Download Media* could not put the file into the binary field `data`, as a sentence',
};

const FILTER_ROWS = FILTERS.map(
	({ label, touches, description }) => `| ${label} | ${touches.said} | ${description} |`,
);
const FILTER_TABLE = ['| Filter | Applies to | Lets pass |', '| --- | --- | --- |', ...FILTER_ROWS].join(
	'\n',
);

const INTRODUCTION = `# Events of the Wawp Trigger

<!-- Written by scripts/docs-events.ts from the table of events and the samples in test/events: do not edit. -->

The trigger gives one item per event: the fields below as far as the event has them. **Simplify**, which is on, leaves out
\`session\`, \`engine\`, \`me\`, \`metadata\` and \`payload\`, the event as Wawp sent it; events of which nothing else is known keep
their payload. The samples here are whole. To
build a workflow without waiting for an event, copy a sample, open the output of the trigger, choose **Edit Output** and
paste it: n8n pins it. The access token that Wawp puts into \`metadata\` never reaches an item.

## What is accepted

| Answer | When |
| --- | --- |
| 200 | an event; it starts the workflow if it is chosen, no filter drops it, and it did not come before |
| 401 | no proof, a wrong one, or a time outside the window |
| 413 | larger than Maximum Size (1 MB unless set) |
| 400 | proven, but no event: an array, a text, a number, nothing, a form, multipart |
| 422 | malformed JSON; n8n itself answers that before the trigger sees it |
| 500 | the credential or a parameter could not be read; Wawp delivers again |

Only 200 can start the workflow; every other answer of the trigger is one line in n8n's log.

## How a delivery proves itself

With a Webhook Secret in the credential, every delivery must prove that it comes from Wawp. Wawp's documents name several
ways, so the option **Verification** is *Automatic* at first: the strongest proof that a delivery brings decides, and a wrong
strong one is not saved by a right weaker one. A fixed choice looks at its own proof only.

| Proof, strongest first | Proves the body |
| --- | --- |
| \`X-Webhook-Hmac\`: hexadecimal HMAC, SHA-512 or as \`X-Webhook-Hmac-Algorithm\` says (sha512, sha256) | yes |
| \`X-Wawp-Signature\`: hexadecimal HMAC-SHA-256 or -512, also with \`sha256=\` or \`sha512=\` before it | yes |
| \`X-Wawp-Signature\`: the secret itself | no |
| \`?secret=…\` at the end of the webhook URL | no |

The last two only show that the sender knows the secret; who reads one delivery can write others, and a secret in a URL
stands in the logs of every proxy on the way. Prefer an HMAC.

To change the secret, move the old one to **Previous Webhook Secret** in the credential, enter the new one, change it in
Wawp, and empty the old one when no delivery needs it any more: until then both prove. A new secret works at once. The one
that was taken out may still prove for up to 30 seconds, since n8n takes long to give a credential out and the trigger keeps
it in its memory for that time. One without a secret is kept for 5 seconds: so long after the first secret was entered
deliveries without a proof may still pass.

The time in the body (\`timestamp\`, or \`ts\` of the flat \`session.status\`) may be **Maximum Age** in the past, an hour
unless set (5 minutes with **Once** off), and five minutes in the future, or less where Maximum Age is less;
\`X-Webhook-Timestamp\` must not disagree with it by more. Old servers send no time: such deliveries pass only with Maximum
Age 0. Without a Webhook Secret neither proof nor time is checked.

## What is dropped before an execution starts

Events that were not chosen, own messages (option *Ignore Own Messages*) and what a filter does not let through are
answered with 200 and leave no execution. All filters that are set must let an event pass; a filter looks at the events
that it applies to, and others pass it. A filter that is empty or cannot be read, such as a chat that is no chat ID,
stops the activation; where an expression gives such a value later, deliveries are answered with 500 and start nothing.

${FILTER_TABLE}

In lists of chats and people a phone number and a LID count as one only where the event names both, which GOWS and NOWEB do.
Statuses of contacts come from Wawp as \`message\` and \`message.any\`; here they are \`status.received\`, a choice of its own.
Events that this page does not list start the workflow with *All Events*, or with *Other* and their name.

## Files of messages

With the option *Download Media* the file that \`media.url\` names is in the binary field \`data\`, under its own name and
MIME type; a voice note (\`.oga\`, \`.opus\`) is an \`.ogg\` of \`audio/ogg\`, which transcription services take. The download
happens in the execution, after the delivery was answered. It is given up beyond *Maximum Media Size* (25 MB unless set) or
*Media Timeout* (30 seconds unless set). A file that cannot be had is noted in \`mediaError\`, and the event goes on without it.

The account goes along to the host of the credential's Base URL only, by the same protocol; to any other, and after a
redirect to any other, nothing of it; nor to what could be a call of the API, which a forged event must not make. Addresses
that show that they lead into the network of n8n (\`localhost\`, \`10.…\`) are asked only if the API itself is there. A name can hide where
it leads: n8n's own protection against that (\`N8N_SSRF_PROTECTION_ENABLED\`) holds for these downloads too.

## Once

Wawp can deliver an event more than once: again when an answer is late or fails (15 times, 2 seconds apart by default), a
message both as \`message\` and as \`message.any\`, the own joining or leaving of a group also as a change of its members.
With the option **Once**, which is on, the workflow gets it once. An event is known by its instance and session, and then

| Event | Known by |
| --- | --- |
| \`message\`, \`message.any\` | the ID of the message; one that the engine could not read yet by the ID of the event |
| own joining or leaving of a group | the group, for 15 to 30 seconds around the event's time |
| every other | its ID; without one its time and all that is in it; without both it always passes |

1. The process that gets a delivery remembers up to 50,000 events for a day at most, and answers a repeat with 200 without
   an execution. A delivery that was not answered with a 2xx is forgotten, so that the next attempt counts.
2. At its head the execution asks n8n's database, which remembers **Remembered Events** for each trigger (2,000 unless set;
   0 switches this off). A repeat ends there: an execution without items, in the list of executions. If the database does not
   answer, the event passes, and n8n's log says so.

In one process that is exact, across restarts too. In queue mode n8n's list has no lock, and two workers that write it at
the same moment overwrite each other. Each writes again, with its next event, what it wrote in the last minute. So a copy that
reached another webhook processor passes only when two workers look at it at the same moment, or when the first entry was
overwritten and its worker got no other event in between. Tests in the editor may repeat.

**A replay** of a recorded delivery within Maximum Age meets its own event there and starts nothing, as long as that is
remembered: it takes 2,000 later events at the same trigger, and a restart or 50,000 at all triggers, to be forgotten.

## What is not read

A sender can make an event as odd as it likes; it passes with its \`payload\`. Not read from it, so that nobody can keep
n8n busy, are IDs of more than 500 characters, groups, metadata and contents of more than 1,000 fields, and of lists of people all behind the
first 2,000.

## Fields
`;

/** The page docs/events.md as it has to be. */
export function eventsPage(): string {
	const rows = Object.entries(FIELDS).map(([name, text]) => `| \`${name}\` | ${text} |`);
	const fields = [
		'| Field | Meaning |',
		'| --- | --- |',
		...rows,
		'| `payload` | the untouched body of the event |',
	];
	const list = EVENTS.map(
		({ value, name, description, engines }) =>
			`| [\`${value}\`](#${anchor(value)}) | ${name} | ${description} | ${engines} |`,
	);
	const table = ['| Event | In the editor | When | Engines |', '| --- | --- | --- | --- |', ...list];
	const parts = [INTRODUCTION, ...fields, '', '## The events', '', ...table, '', ...EVENTS.map(section)];
	return `${parts.join('\n').trimEnd()}\n`;
}

function section(kind: EventKind): string {
	const flat = kind.value === 'session.status' ? `\nThe flat shape:\n\n${block('session.status.flat')}` : '';
	const item = itemOf(kind.value);
	const own = Object.keys(item).filter((name) => !COMMON.includes(name));
	return [
		`### ${kind.value}`,
		'',
		`${kind.name}: ${kind.description}. Engines: ${kind.engines}.`,
		'',
		own.length > 0 ? `Beside the common fields: ${own.map((name) => `\`${name}\``).join(', ')}.` : '',
		'',
		block(kind.value) + flat,
	].join('\n');
}

/** What every event can have; a section names the others. */
const COMMON = [
	'event',
	'eventId',
	'timestamp',
	'instanceId',
	'session',
	'engine',
	'me',
	'metadata',
	'payload',
];

function block(sample: string): string {
	return `\`\`\`json\n${JSON.stringify([itemOf(sample)], null, 2)}\n\`\`\`\n`;
}

function itemOf(sample: string): object {
	const body: unknown = JSON.parse(readFileSync(path.join(SAMPLES, `${sample}.json`), 'utf8'));
	const arrival = readArrival(body);
	if (!arrival) throw new Error(`test/events/${sample}.json is no event`);
	return withoutSecrets(normalize(arrival), []);
}

/** The anchor that GitHub makes of a heading: without dots. */
function anchor(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\w -]/g, '')
		.replace(/ /g, '-');
}
