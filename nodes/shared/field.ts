import type { INodeProperties } from 'n8n-workflow';
import type { ZodTypeAny } from 'zod';

/**
 * Where in the request a value goes: `query` ones move into the JSON body when the query would grow too long, `account`
 * ones, which choose the account or its number, always stay in the query.
 */
export type Place = 'path' | 'query' | 'body' | 'account';

/** One thing the user can fill in. */
export type Field = SentField | FileField | LocalField | ControlField;

interface FieldBase {
	/** As n8n shows it; `name` is stored in workflows and never changes. */
	property: INodeProperties;
	/**
	 * What the API accepts; its output is what the API wants (trimmed, normalised). Its description ends the
	 * sentence "expected …" when a value is refused.
	 */
	schema: ZodTypeAny;
}

/** A value that is sent. */
export interface SentField extends FieldBase {
	in: Place;
	/** Name on the wire where it differs from `property.name`. */
	as?: string;
}

/** A part of the file that is sent; all of them together become the API's file object. */
export interface FileField extends FieldBase {
	in: 'file';
	part: keyof FileParts;
}

/** A value that only the operation's own code reads. */
export interface LocalField extends FieldBase {
	in: 'local';
}

/** A value that the machinery reads. */
export interface ControlField extends FieldBase {
	in: 'control';
	control: keyof Controls;
}

/** What the user said of the file to send. */
export interface FileParts {
	url: string;
	/** The name of a binary field of the item. */
	binary: string;
	base64: string;
	name: string;
	mimeType: string;
	maxMegabytes: number;
}

/** What the machinery itself reads of an item. */
export interface Controls {
	/** The whole list, whatever `limit` says. */
	returnAll: boolean;
	/** How many elements of a list. */
	limit: number;
	/** Seconds until a call is given up. */
	timeout: number;
	/** Fetch the file that an answer names … */
	download: boolean;
	/** … into this binary field. */
	outputField: string;
	/** Only the fields that matter. */
	simplify: boolean;
	/** How often a call is tried again where that is safe. */
	retries: number;
	/** How many items a read works on at once. */
	atATime: number;
	/** Send on after WhatsApp restricted the number. */
	sendOn: boolean;
	/** Send what an earlier try of the execution may have sent. */
	sendAgain: boolean;
	/** Seconds between two sends, at least and … */
	pauseMin: number;
	/** … at most. */
	pauseMax: number;
	/** So many sends a minute at most; 0: no limit. */
	perMinute: number;
	/** So many chats a day at most that the messages begin; 0: no limit. */
	newChatsPerDay: number;
	/** After so many failed items nothing is sent any more; 0: never. */
	stopAfter: number;
	/** Look in the chat for what may have been sent. */
	verify: boolean;
	/** Look in the chat for what was sent. */
	confirm: boolean;
}

/** Values of the fields after validation, by parameter name. Fields that are not shown or not added are absent. */
export type Values = Record<string, unknown>;
