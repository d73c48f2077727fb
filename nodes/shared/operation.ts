import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { Field, SentField, Values } from './field';
import type { MediaRule } from './media';
import type { Outcome } from './problem';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export type Route = `${Method} /${string}`;

/** A request before the credential is added: what is sent where. `null` in the query asks to go without. */
export interface ApiRequest {
	method: Method;
	/** Below the base URL, with path values encoded. */
	path: string;
	query: IDataObject;
	body?: IDataObject;
}

/** A successful answer of the API. */
export interface Answer {
	status: number;
	/** Parsed JSON; an empty answer is null. */
	body: unknown;
	/** When it came, in milliseconds since 1970. */
	receivedAt: number;
}

/** A file that leaves the node as n8n binary data. */
export interface OutputFile {
	property: string;
	bytes: Buffer;
	name: string;
	mimeType: string;
}

/** What becomes one n8n item. */
export interface Output {
	json: IDataObject;
	file?: OutputFile;
}

/** The calls of an operation that needs more than one; they know the item's account and instance. */
export interface Calls {
	/** One call, `path` with the values of the route's placeholders; throws a Problem like any other. */
	call(route: Route, query?: IDataObject, path?: Record<string, string>): Promise<Answer>;
	/** The same call at most once per execution and instance; for things that do not change meanwhile. */
	once(route: Route, query?: IDataObject): Promise<Answer>;
	/** Throws a Problem once the execution is stopped. */
	wait(milliseconds: number): Promise<void>;
	/** With what the addresses begin at which this n8n takes webhooks. */
	ownAddresses(): string[];
	/** Whether n8n makes an item where this node gives none ("Always Output Data"). */
	alwaysOutputs(): boolean;
	/** Shows a message beside the output, once. */
	hint(message: string): void;
	/**
	 * Which of these the node did not have in any execution before. n8n's database remembers them from now on; not in manual
	 * runs, where all are new. Where it cannot be asked all are new too, which a hint says.
	 *
	 * @param most how many are remembered: the oldest go
	 */
	firstTime(ids: string[], most: number): Promise<string[]>;
}

/**
 * What an answer must show:
 * - `read`: the data that was asked for; nothing changes
 * - `id`: an ID, or a clear yes: what was sent, posted or created
 * - `data`: a change whose answer is data, such as a code
 * - `yes`: a clear yes; an ID of what was changed is one too
 * - `any`: nothing, where the documents show that the API says nothing
 */
export type Evidence = 'read' | 'id' | 'data' | 'yes' | 'any';

/** How a request is judged: whether a second one does harm, and what shows that it was done. */
export type Judged = Pick<Operation, 'repeatable' | 'evidence'>;

/** A request beside the operations that only reads. */
export const READ: Judged = { repeatable: true, evidence: 'read' };

/** One operation of the API: everything the editor, the request and the reference pages need. */
export interface Operation {
	/** Stored in users' workflows: never renamed. */
	value: string;
	name: string;
	/** The sentence in n8n's node panel. */
	action: string;
	description: string;
	route: Route;
	/** Always shown, in this order. */
	fields: Field[];
	/** The "Options" collection: sent only when added. */
	optional?: Field[];
	/** When to choose it and what to set, for models that build workflows. */
	builderHint?: string;
	/** A notice above the fields. */
	notice?: string;
	/** It belongs to another API of the same account. */
	api?: OtherApi;
	/** It is not about one number of the account: the request leaves without the fields that choose one. */
	accountless?: true;
	/** It writes to a chat: the rest of a run does not, once WhatsApp restricts the number. */
	toChats?: true;
	/** It takes one item at a time: what sets the pace of several is not offered. */
	oneItem?: true;
	/** May this request be sent twice without harm? Stated here, never guessed from the verb. */
	repeatable: boolean;
	/** What an answer must show before this counts as done, by the API's documents. */
	evidence: Evidence;
	/** How the fields with `in: 'file'` become the API's file object. */
	media?: MediaRule;
	/** Completes the values by further calls before the request is built. */
	prepare?: (values: Values, calls: Calls) => Promise<Values>;
	/** The last word on the request. */
	shape?: (request: ApiRequest, values: Values) => ApiRequest;
	/** The fields that matter; with it, the node shows the Simplify switch. */
	simplify?: (body: IDataObject, values: Values) => IDataObject;
	/** The same for the memory of sends, where there is no switch Simplify: what tells one message from another. */
	identify?: (body: IDataObject, values: Values) => IDataObject;
	/** Turns the answer into items where the usual rules do not fit (files). */
	respond?: (answer: Answer, values: Values) => Output[];
	/** Where the answer is a list that the user may want in full. */
	list?: ListRule;
	/** The address of the file that an item tells of; with it, the option "Download" gives the file too. */
	fileUrl?: (body: IDataObject) => string | undefined;
	/** What the API will have ignored of this request, told as a hint beside the output. */
	ignored?: (body: IDataObject, values: Values) => string | undefined;
	/** Decided by the values alone, before anything is waited for: where it gives something, that is the output and nothing is sent. */
	leaveOut?: (values: Values) => IDataObject | undefined;
	/** The chat that the message would begin, if it begins one. With it there is the option that caps them. */
	newChat?: (calls: Calls, values: Values) => Promise<string | undefined>;
	/** Looked at right before it is sent: where it gives something, that is the output and nothing is sent. */
	beforeSending?: (calls: Calls, values: Values) => Promise<IDataObject | undefined>;
	/**
	 * What of the same content was sent since a time (milliseconds since 1970), as the API gives it. With it there are the
	 * options that look whether a send arrived.
	 */
	findSent?: (calls: Calls, values: Values, since: number) => Promise<IDataObject[]>;
	/** Replaces request and answer by several calls that only read. */
	gather?: (calls: Calls, values: Values) => Promise<Output[]>;
	/** Replaces request and answer by a conversation of several calls, of which one may change something. */
	perform?: (calls: Calls, values: Values) => Promise<Output[]>;
}

/** Whether an operation only reads: one of several calls may change something on the way. */
export function onlyReads({ evidence, perform }: Operation): boolean {
	return evidence === 'read' && perform === undefined;
}

/** How a list is read page by page. */
export interface ListRule {
	/** `offset`: by limit and offset; `cursor`: by the cursor that a page names; `whole`: there are no pages. */
	pages: 'offset' | 'cursor' | 'whole';
	/** Filters apply after a page was cut, so that only an empty page is the end. */
	sparse?: boolean;
	/** Where the list stands in the answer, if it is not the answer itself. */
	at?: string;
}

/** How a list is read and understood: what an operation that gives it and a search in the editor have in common. */
export type Listing = Required<Pick<Operation, 'route' | 'list' | 'simplify'>>;

/** Operations on one kind of thing. */
export interface Resource {
	value: string;
	name: string;
	description: string;
	operations: Operation[];
}

/** What an API's error says, read from an answer. */
export interface ApiError {
	code: string;
	message: string;
}

/** An API as the machinery sees it. */
export interface Service {
	/** As users know it, for messages. */
	name: string;
	credentialType: string;
	resources: Resource[];
	/** The options that choose one of the account's numbers; every operation has them that is not `accountless`. */
	accountFields: SentField[];
	baseUrl: (credential: ICredentialDataDecryptedObject) => string;
	/** What the credential calls this address; "Base URL" where it is left out. */
	addressField?: string;
	/**
	 * Makes sure that it is known whose number a call is about, before anything is sent.
	 *
	 * @throws Problem where neither the credential nor the account fields say it
	 */
	requireAccount?: (credential: ICredentialDataDecryptedObject, account: IDataObject) => void;
	/** Values that are shown nowhere. */
	secrets: (credential: ICredentialDataDecryptedObject) => string[];
	/** Values that are data in outputs, but stay out of errors; `account` is what the item's account fields say. */
	identifiers: (credential: ICredentialDataDecryptedObject, account: IDataObject) => string[];
	/** The error in an answer, whatever its HTTP status; undefined where it says none. */
	readError: (body: unknown) => ApiError | undefined;
	/** Remedies by the API's error code, then by HTTP status. */
	remedies: Record<string, Remedy>;
}

/** Another API of a service's account: in what it differs, and the remedies that it has of its own. */
export type OtherApi = Required<Pick<Service, 'baseUrl' | 'addressField' | 'remedies'>>;

/** A service as another of its APIs has it. */
export function throughApi(service: Service, api: OtherApi | undefined): Service {
	return { ...service, ...api, remedies: { ...service.remedies, ...api?.remedies } };
}

/** All values of an account that no error may show; `account` is what the item's account fields say. */
export function hiddenOf(
	service: Service,
	credential: ICredentialDataDecryptedObject,
	account: IDataObject = {},
): string[] {
	return [...service.secrets(credential), ...service.identifiers(credential, account)];
}

/** A sentence that replaces the API's message, and what to do. */
export interface Remedy {
	message?: string;
	hint: string;
	/** Where the code tells more than the HTTP status does. */
	outcome?: Outcome;
}
