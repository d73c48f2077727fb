import type { Label } from '../phone/types';

/** The colours a label can have, by WhatsApp's number. */
export const LABEL_COLOURS: readonly string[] = [
	'#ff9485',
	'#64c4ff',
	'#ffd429',
	'#a0e3ff',
	'#99b6c1',
	'#55ccb3',
	'#ff9dff',
	'#d3a91d',
	'#6d7cce',
	'#d7e752',
	'#00d0e2',
	'#ffc5c7',
	'#93ceac',
	'#f74848',
	'#00a0f2',
	'#83e422',
	'#ffaf04',
	'#b5ebff',
	'#9ba6ff',
	'#9368cf',
];

/** The labels of every phone. */
export function seedLabels(): Label[] {
	return [
		{ id: '1', name: 'Lead', color: 0, colorHex: '#ff9485' },
		{ id: '2', name: 'Paid', color: 5, colorHex: '#55ccb3' },
		{ id: '7', name: 'Regulars', color: 3, colorHex: '#a0e3ff' },
	];
}
