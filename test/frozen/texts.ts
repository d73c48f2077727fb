import { readPicture, readQrText } from '../../nodes/Wawp/answers/qr';
import { wordOf } from '../../nodes/Wawp/fields/words';
import { resources } from '../../nodes/Wawp/operations';
import { wawp } from '../../nodes/Wawp/service';
import { chatIdOf, chatTypeOf, messageKeyOf, shortMessageId } from '../../nodes/Wawp/whatsapp/ids';
import { personOf, phoneOf } from '../../nodes/Wawp/whatsapp/people';
import { toIso, toMilliseconds } from '../../nodes/Wawp/whatsapp/times';
import { answerIn, answerOfForm } from '../../nodes/Wawp/wait/answers';
import { baseUrl } from '../../nodes/shared/baseUrl';
import { refusalIn, shows } from '../../nodes/shared/evidence';
import { answerProblem } from '../../nodes/shared/failure';
import {
	essence,
	extensionFor,
	fileNameOf,
	mimeTypeOf,
	nameInAddress,
	sniff,
	typeFrom,
} from '../../nodes/shared/fileTypes';
import { readBase64, toApiFile } from '../../nodes/shared/media';
import { chatId, entryText, idList, latinDigits, personId, phoneDigits } from '../../nodes/shared/recipient';
import { isoText } from '../../nodes/shared/schemas';
import { withoutSecrets } from '../../nodes/shared/secrets';
import { checkAge, verifyDelivery } from '../../nodes/WawpTrigger/signature';
import { message, waitFor } from '../nodes/Wawp/wait/wait';
import { measured, type Measured, slow, textAttacks } from './attacks';

const SECRET = 'a-secret-of-the-test';
const ANSWER = { statusCode: 200, headers: {} };
const FACTS = {
	service: wawp,
	judged: { evidence: 'id', repeatable: false },
	timeoutMs: 1000,
} as unknown as Parameters<typeof answerProblem>[1];
const WAIT = waitFor();
const RULE = { accepts: ['image/'], accepted: '', fileName: 'a.b', unknown: { ask: '' }, maxMegabytes: 5 };

/** Everything that reads a text which somebody else wrote. */
const READERS: Record<string, (text: string) => unknown> = {
	chatIdOf,
	chatTypeOf,
	messageKeyOf,
	shortMessageId,
	personOf: (text) => personOf([text, text], text),
	phoneOf,
	toMilliseconds,
	toIso,
	isoText,
	phoneDigits,
	personId,
	chatId,
	latinDigits,
	idList: (text) => idList(text, personId),
	entryText: (text) => idList([entryText({ id: text })], chatId),
	withoutSecrets: (text) => withoutSecrets({ [text]: text }, [SECRET]),
	verifyDelivery: (text) => {
		const headers = { 'x-webhook-hmac': text, 'x-webhook-hmac-algorithm': text, 'x-wawp-signature': text };
		const delivery = { rawBody: Buffer.from('{}'), headers, query: { secret: text }, secret: SECRET };
		return (['auto', 'hmac', 'signature', 'plain', 'url'] as const).map((scheme) =>
			verifyDelivery({ ...delivery, scheme }),
		);
	},
	checkAge: (text) => checkAge({ timestamp: text }, { 'x-webhook-timestamp': text }, 1000, Date.now()),
	readBase64: (text) => readBase64(text, 'File'),
	'readBase64 of a data URL': (text) => readBase64(`data:${text}`, 'File'),
	'the content of a data URL': (text) => readBase64(`data:image/png;base64,${text}`, 'File'),
	readPicture: (text) =>
		readPicture(
			{ body: { mimetype: text, data: text } } as unknown as Parameters<typeof readPicture>[0],
			'',
			'',
		),
	readQrText: (text) => readQrText({ data: text }),
	toApiFile: (text) =>
		toApiFile(
			RULE,
			{ field: '', fileName: text, mimeType: text, bytes: Buffer.from('\x89PNG\r\n\x1a\n') },
			{},
		),
	wordOf,
	answerIn: (text) => answerIn(WAIT, message(text, { replyTo: { id: text } })),
	answerOfForm: (text) =>
		answerOfForm(waitFor({ responseType: 'freeText' }), { answer: text, approved: text }),
	sniff: (text) => sniff(Buffer.from(text)),
	typeFrom: (text) => typeFrom({ extension: 'zip', mimeType: 'application/zip' }, [text, text]),
	mimeTypeOf,
	extensionFor,
	essence,
	nameInAddress: (text) => [nameInAddress(text), nameInAddress(`https://example.com/${text}`)],
	fileNameOf: (text) => fileNameOf(text, Buffer.from(text)),
	baseUrl: (text) => baseUrl(text, 'https://example.com'),
	shows: (text) => [shows('read', text), shows('any', text), shows('id', text)],
	refusalIn: (text) => refusalIn({ status: text, error: text, code: text }),
	readError: (text) => wawp.readError({ message: text, code: text }),
	answerProblem: (text) => [
		answerProblem({ ...ANSWER, body: text }, FACTS),
		answerProblem({ ...ANSWER, statusCode: 500, body: { message: text, code: text } }, FACTS),
		answerProblem({ ...ANSWER, statusCode: 301, headers: { location: text }, body: '' }, FACTS),
	],
};

/** The fields of all operations that read texts in their own way. */
const FIELDS = [
	...new Map(
		resources.flatMap(({ operations }) =>
			operations.flatMap(({ fields }) => fields.map((field) => [field.schema, field] as const)),
		),
	).values(),
].map(({ schema, property }) => ({ name: property.name, schema }));

/** A megabyte of any text, to every reader. */
export function texts(): Measured {
	return measured(
		textAttacks().flatMap(({ name, text }) => {
			const given = text();
			return Object.entries(READERS).map(([reader, read]) => slow(`${reader} of ${name}`, () => read(given)));
		}),
	);
}

/** A hundred kilobytes, to every field of an operation: longer lists are people's own. */
export function fields(): Measured {
	return measured(
		textAttacks().flatMap(({ name, text }) => {
			const given = text(100_000);
			return FIELDS.map((field) => slow(`${field.name} of ${name}`, () => field.schema.safeParse(given)));
		}),
	);
}
