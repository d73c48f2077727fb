/** A contact card as the API takes it: whole, or in parts. */
export interface CardParameter {
	vcard: string | null;
	fullName?: string;
	phoneNumber?: string;
	organization?: string | null;
	whatsappId?: string | null;
}

/** The whole card. */
export function vcardOf({
	vcard,
	fullName = '',
	phoneNumber = '',
	organization,
	whatsappId,
}: CardParameter): string {
	if (vcard !== null && vcard !== '') return vcard;
	const waid = whatsappId ? `;waid=${whatsappId}` : '';
	return [
		'BEGIN:VCARD',
		'VERSION:3.0',
		`FN:${fullName}`,
		...(organization ? [`ORG:${organization};`] : []),
		`TEL;type=CELL;type=VOICE${waid}:${phoneNumber}`,
		'END:VCARD',
	].join('\n');
}
