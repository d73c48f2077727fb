import type { IWebhookDescription } from 'n8n-workflow';

/** Where n8n takes what ends a wait: below the address of the waiting execution. */
const WEBHOOK = {
	name: 'default' as const,
	path: '={{ $nodeId }}',
	isFullPath: true,
	restartWebhook: true,
	responseMode: 'onReceived',
	// Without this n8n answers with the words "firstEntryJson".
	responseData: '',
} satisfies Omit<IWebhookDescription, 'httpMethod'>;

/** A link is opened by GET; its page, and Wawp, send by POST. */
export const WAIT_WEBHOOKS: IWebhookDescription[] = [
	{ ...WEBHOOK, httpMethod: 'GET' },
	{ ...WEBHOOK, httpMethod: 'POST' },
];

/** What n8n shows beside a node that waits. */
export const WAITING_TOOLTIP =
	'={{ $parameter["operation"] === "sendAndWait" ? "The execution goes on once there is an answer" : "" }}';
