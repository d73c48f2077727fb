import type { MessageFields } from '../Wawp/whatsapp/message';
import type { Person } from '../Wawp/whatsapp/people';

/** A member of a group as an event names them. */
export interface Participant extends Person {
	role?: string;
}

/** The output of the trigger without the untouched `payload`: only the keys that the event has. */
export interface WawpEvent extends MessageFields {
	event: string;
	eventId?: string;
	instanceId?: string;
	session?: string;
	engine?: string;
	me?: Person;
	metadata?: Record<string, unknown>;
	state?: string;
	qr?: string;
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
	/** Why Download Media has no file. */
	mediaError?: string;
}
