import { asObject, isFields } from '../../shared/json';

/** What a message holds, by WhatsApp's protocol: `{imageMessage: {…}}`. */
export type Content = Record<string, unknown>;

/** Messages around a message: the content is in their `message`. */
const WRAPPERS = [
	'ephemeralMessage',
	'viewOnceMessage',
	'viewOnceMessageV2',
	'viewOnceMessageV2Extension',
	'documentWithCaptionMessage',
	'lottieStickerMessage',
	'deviceSentMessage',
	'editedMessage',
];

/** Wrappers can stand in wrappers; no real message is deeper than this. */
const MAX_WRAPPERS = 5;

/** A real message has a few parts. */
const MAX_PARTS = 100;

/** The innermost content around which wrappers may be. */
export function unwrapped(outermost: Content): Content {
	let content = outermost;
	for (let depth = 0; depth < MAX_WRAPPERS; depth++) {
		const outer = content;
		const wrappers = WRAPPERS.map((name) => asObject(outer[name]));
		const inner = wrappers.map(({ message, Message }) => message ?? Message).find(isFilled);
		if (inner === undefined) break;
		content = asObject(inner);
	}
	return content;
}

/** The named parts of a content: `{mimetype, caption, …}` of an `imageMessage`. */
export function partsOf(content: Content): Content[] {
	return Object.values(content).slice(0, MAX_PARTS).filter(isFilled).map(asObject);
}

function isFilled(value: unknown): boolean {
	return isFields(value) && Object.keys(value).length > 0;
}
