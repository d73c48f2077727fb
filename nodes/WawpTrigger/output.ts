import type { ChatType, Person } from './identity';

/** A member of a group as an event names them. */
export interface Participant extends Person {
	role?: string;
}

/** The output of the trigger without the untouched `payload`: only the keys that the event has. */
export interface WawpEvent {
	event: string;
	eventId?: string;
	timestamp?: string;
	instanceId?: string;
	session?: string;
	engine?: string;
	me?: Person;
	metadata?: Record<string, unknown>;
	chatId?: string;
	chatType?: ChatType;
	isStatus?: boolean;
	from?: Person;
	fromMe?: boolean;
	/** For own messages: sent through the API (`api`) or on the phone (`app`). */
	source?: string;
	messageId?: string;
	type?: string;
	text?: string;
	media?: { url?: string; mimetype?: string; filename?: string; error?: unknown };
	location?: { latitude?: number | string; longitude?: number | string; [name: string]: unknown };
	vCards?: unknown[];
	replyTo?: { messageId?: string; text?: string };
	state?: string;
	qr?: string;
	ack?: { level?: number; name?: string };
	reaction?: { text: string; messageId?: string; removed: boolean };
	revoked?: { messageId?: string; text?: string };
	edited?: { messageId?: string };
	group?: Record<string, unknown>;
	change?: string;
	participants?: Participant[];
	presence?: (Person & { state?: string; lastSeen?: string })[];
	poll?: { messageId?: string; selectedOptions?: unknown[]; failed: boolean };
	archived?: boolean;
	call?: { id?: string; video?: boolean; group?: boolean };
	label?: { id?: string; name?: string; color?: number; colorHex?: string };
	eventResponse?: {
		messageId?: string;
		response?: string;
		extraGuests?: number;
		respondedAt?: string;
		failed: boolean;
	};
	engineEvent?: string;
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same fields without those that are undefined, so that an item shows only what the event has. */
export function present<T extends object>(fields: T): Partial<Defined<T>> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<
		Defined<T>
	>;
}
