import type { FileParameter } from '../../ground/media';

/** Somebody the phone knows. `id` is `<number>@c.us`, or the hidden id where the number is unknown. */
export interface Contact {
	id: string;
	name: string;
	/** The name people give themselves. */
	pushname: string;
	lid?: string;
	about: string | null;
	/** Name of a picture under `/sandbox/media`. */
	picture?: string;
	isBusiness: boolean;
	isMyContact: boolean;
	isBlocked: boolean;
	presence: PresenceState;
	lastSeen: number | null;
}

export type PresenceState = 'offline' | 'online' | 'typing' | 'recording' | 'paused';

export type Role = 'participant' | 'admin' | 'superadmin';

/** A member of a group. */
export interface Participant {
	id: string;
	role: Role;
}

/** A group; the own number takes part, or it could be joined by its invite code. */
export interface Group {
	id: string;
	subject: string;
	description: string;
	inviteCode: string;
	picture?: string;
	infoAdminsOnly: boolean;
	messagesAdminsOnly: boolean;
	membersCanAdd: boolean;
	participants: Participant[];
}

/** A channel. GUEST: it is not followed. */
export interface Channel {
	id: string;
	name: string;
	inviteCode: string;
	description: string;
	picture?: string;
	role: 'OWNER' | 'ADMIN' | 'SUBSCRIBER' | 'GUEST';
	verified: boolean;
	subscribersCount: number;
	muted: boolean;
	country: string;
	category: string;
	posts: ChannelPost[];
}

/** Something a channel has published. */
export interface ChannelPost {
	id: string;
	at: number;
	text: string;
	reactions: Record<string, number>;
	views: number;
}

/** A label with one of WhatsApp's colours. */
export interface Label {
	id: string;
	name: string;
	color: number;
	colorHex: string;
}

/** Bytes somebody sent, or a sample file. */
export interface MediaFile extends Pick<FileParameter, 'mimetype' | 'filename'> {
	bytes: () => Buffer;
}

export interface MediaContent {
	type: 'image' | 'document' | 'voice' | 'video';
	media: MediaFile;
	caption?: string;
	seconds?: number;
	asNote?: boolean;
}

/** What a message says. */
export type Content =
	| { type: 'text'; text: string; preview?: { url: string; title: string; description?: string } }
	| MediaContent
	| {
			type: 'location';
			latitude: number;
			longitude: number;
			title?: string | undefined;
			message?: string | undefined;
	  }
	| { type: 'poll'; name: string; options: string[]; multipleAnswers?: boolean }
	| { type: 'contacts'; vcards: string[] }
	| {
			type: 'list';
			title: string;
			description?: string;
			footer?: string;
			button: string;
			sections: ListSection[];
	  }
	| {
			type: 'event';
			name: string;
			description?: string;
			startTime: number;
			endTime?: number | null;
			location?: { name: string };
	  };

/** A part of a list message. */
export interface ListSection {
	title: string;
	rows: { title: string; rowId: string; description?: string | null }[];
}

/** A message of a chat. */
export interface Message {
	/** The short id. */
	id: string;
	/** The chat as it was addressed: a hidden id stays one. */
	chatId: string;
	fromMe: boolean;
	/** Who wrote it. */
	sender: string;
	senderName: string;
	source: 'api' | 'app';
	/** Milliseconds on the sandbox clock. */
	at: number;
	content: Content;
	ack: number;
	/** The short id of the quoted message. */
	replyTo?: string;
	/** By who reacted. */
	reactions: Record<string, string>;
	isUnread: boolean;
	isStarred: boolean;
	isEdited: boolean;
	isRevoked: boolean;
	pinnedUntil?: number;
}

/** A conversation, oldest message first. */
export interface Chat {
	id: string;
	messages: Message[];
	isArchived: boolean;
	/** Marked as unread by hand. */
	isMarkedUnread: boolean;
	labels: string[];
	/** What the own number does in this chat. */
	ownPresence?: string | undefined;
}
