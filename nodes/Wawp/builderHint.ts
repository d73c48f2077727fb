import type { IBuilderHint } from 'n8n-workflow';

/** What the node is for and how it is set up, for models that build workflows. */
export const builderHint: IBuilderHint = {
	searchHint:
		'WhatsApp of a linked phone, through Wawp: 24-hour statuses (stories), messages, groups, channels. Publish with Status → Post Text or Status → Post Image; answer with Message → Send Text and the chatId of the Wawp Trigger; look at a number first with Contact → Check Number; keep the phone linked with Session → Ensure Connected. As a tool of an AI Agent use one node per operation, let the model define only what differs from call to call (text, recipient).',
	relatedNodes: [
		{
			nodeType: 'n8n-nodes-wawp.wawpTrigger',
			relationHint: 'Starts a workflow on WhatsApp messages and events',
		},
		{ nodeType: '@n8n/n8n-nodes-langchain.agent', relationHint: 'Uses operations of this node as tools' },
		{
			nodeType: 'n8n-nodes-base.dataTable',
			relationHint: 'Keeps who opted out, for the option Do Not Send To',
		},
	],
};
