/** Every workflow in `examples/`, and the suite that imports and runs it; a test of the house compares both with this. */
export const EXAMPLES = {
	'ai-agent.json': '6-examples-agent',
	'approval-before-posting.json': '6-examples-status',
	'auto-reply.json': '6-examples-chat',
	'daily-status.json': '6-examples-status',
	'delete-after-hours.json': '6-examples-status',
	'disconnect-alert.json': '6-examples-alert',
	'group-moderation.json': '6-examples-chat',
	'keep-connected.json': '6-flow',
	'lead-capture.json': '6-examples-chat',
	'missed-messages.json': '6-examples-chat',
	'scheduled-posts.json': '6-examples-status',
	'status-from-message.json': '6-flow',
	'status-insight.json': '6-insight',
	'status-with-fallback.json': '6-fallback',
} as const;

export type ExampleFile = keyof typeof EXAMPLES;
