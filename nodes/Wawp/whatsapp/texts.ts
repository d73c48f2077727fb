import { partsOf } from './content';
import { kindOf } from './kinds';
import type { Message } from './shapes';

/** The text or caption. WEBJS puts a preview picture or the vCard into the body of two types. */
export function textOf(message: Message, type = kindOf(message)): string | undefined {
	if (type === 'location' || type === 'contact') return undefined;
	const { body, content, raw } = message;
	const captions = partsOf(content).flatMap(({ text, caption }) => [text, caption]);
	const texts = [body, content.conversation, ...captions, raw.caption];
	return texts.find((text): text is string => typeof text === 'string' && text !== '');
}
