import type { Content, MediaContent } from '../phone/types';
import { SAMPLE_MEDIA } from '../../ground/samples';

/** A line of a conversation: who (`me` or an id), how many minutes ago, what. */
export interface Line {
	by: string;
	ago: number;
	says: string | Content;
	/** The place of the line it answers, from 0. */
	answers?: number;
	reactions?: Record<string, string>;
}

/** A conversation as it stands when the sandbox starts. */
export interface Talk {
	chatId: string;
	/** So many of the last lines are unread. */
	unread: number;
	archived?: boolean;
	labels?: string[];
	lines: Line[];
}

const ME = 'me';
const MONA = '201001234567@c.us';
const OMAR = '447700900101@c.us';
const GRACE = '447700900102@c.us';
const FLOUR = '447700900103@c.us';
const JUERGEN = '4915550100200@c.us';
const SAM = '998877665544@lid';
const VCARD =
	'BEGIN:VCARD\nVERSION:3.0\nFN:Omar Haddad\nTEL;type=CELL;waid=447700900101:+44 7700 900101\nEND:VCARD';

function media(
	type: MediaContent['type'],
	name: keyof typeof SAMPLE_MEDIA,
	more: Partial<MediaContent> = {},
): MediaContent {
	const { mimetype, bytes } = SAMPLE_MEDIA[name];
	return { type, media: { filename: name, mimetype, bytes }, ...more };
}

/** The conversations of every phone. */
export const TALKS: Talk[] = [
	{
		chatId: MONA,
		unread: 2,
		labels: ['7'],
		lines: [
			{ by: MONA, ago: 190, says: 'Good morning! Do you have rye bread today?' },
			{ by: ME, ago: 186, says: 'Good morning Mona, yes: fresh at ten.', answers: 0 },
			{ by: ME, ago: 185, says: media('image', 'photo.jpg', { caption: 'Just out of the oven' }) },
			{ by: MONA, ago: 180, says: 'Keep two for me please', answers: 2, reactions: { me: '👍' } },
			{ by: MONA, ago: 12, says: media('voice', 'voice.ogg', { seconds: 3 }) },
			{ by: MONA, ago: 11, says: 'Are you open today?' },
		],
	},
	{
		chatId: '120363023456789012@g.us',
		unread: 1,
		lines: [
			{
				by: ME,
				ago: 400,
				says: {
					type: 'poll',
					name: 'Which bread on Saturday?',
					options: ['Rye', 'Spelt', 'Walnut'],
					multipleAnswers: true,
				},
			},
			{ by: OMAR, ago: 380, says: 'Walnut, every time', reactions: { [MONA]: '😂' } },
			{ by: SAM, ago: 33, says: 'Spelt for me' },
		],
	},
	{
		chatId: OMAR,
		unread: 0,
		labels: ['1'],
		lines: [
			{ by: OMAR, ago: 1500, says: 'Where is your new shop?' },
			{
				by: ME,
				ago: 1496,
				says: { type: 'location', latitude: 51.5074, longitude: -0.1278, title: 'Corner Shop' },
			},
			{ by: OMAR, ago: 1490, says: 'Thanks, see you there' },
		],
	},
	{
		chatId: FLOUR,
		unread: 0,
		labels: ['2'],
		lines: [
			{ by: ME, ago: 3100, says: 'Twenty bags for Tuesday, please.' },
			{ by: FLOUR, ago: 3000, says: 'Noted. Your driver will be:' },
			{ by: FLOUR, ago: 2999, says: { type: 'contacts', vcards: [VCARD] } },
		],
	},
	{
		chatId: '120363045678901234@g.us',
		unread: 0,
		lines: [{ by: JUERGEN, ago: 4000, says: 'The market square is closed on Friday.' }],
	},
	{
		chatId: GRACE,
		unread: 0,
		archived: true,
		lines: [
			{ by: GRACE, ago: 9000, says: 'Is the invoice ready?' },
			{ by: ME, ago: 8990, says: media('document', 'invoice.pdf', { caption: 'Invoice' }) },
		],
	},
];
