import { randomInt } from 'node:crypto';

const ADDRESS = /^(\d+@(c\.us|lid|newsletter)|[\d-]+@g\.us)$/;

/** `+44 7441 429009`, `447441429009`, `…@s.whatsapp.net` → `447441429009@c.us`; all else as it is. */
export function normaliseId(raw: string): string {
	const bare = raw
		.trim()
		.replace(/^\+/, '')
		.replace(/[\s()]/g, '');
	if (/^\d+$/.test(bare)) return `${bare}@c.us`;
	return bare.replace(/(:\d+)?@s\.whatsapp\.net$/, '@c.us');
}

/** Has this the form of a person, group or channel? */
export function isAddress(id: string): boolean {
	return ADDRESS.test(id);
}

export function isGroupId(id: string): boolean {
	return id.endsWith('@g.us');
}

export function isChannelId(id: string): boolean {
	return id.endsWith('@newsletter');
}

/** The form that the GOWS engine keeps inside: `…@c.us` → `…@s.whatsapp.net`. */
export function jidOf(id: string): string {
	return id.replace(/@c\.us$/, '@s.whatsapp.net');
}

/** The digits of `<number>@c.us`; nothing for another kind of id. */
export function numberOf(id: string): string {
	return id.endsWith('@c.us') ? id.slice(0, -'@c.us'.length) : '';
}

/** `true_<chat>_<ID>` or `true_<chat>_<ID>_<participant>` → `<ID>`; a short id stays. */
export function shortId(id: string): string {
	const parts = id.split('_');
	return parts.length >= 3 && /^(true|false)$/.test(parts[0] ?? '') ? (parts[2] ?? id) : id;
}

/** The digits of a new group or channel. */
export function newAddress(): string {
	return `120363${String(randomInt(10 ** 12)).padStart(12, '0')}`;
}
