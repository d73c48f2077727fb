import type { IBuilderHint } from 'n8n-workflow';

/** What the trigger is for and how it is set up, for models that build workflows. */
export const builderHint: IBuilderHint = {
	searchHint:
		'Starts a workflow on WhatsApp events of a linked phone, through Wawp. For a chatbot choose the event Message Received, leave Ignore Own Messages on so that it does not answer itself, and answer chatId with Message → Send Text of the Wawp node. Views of own statuses are the event Message Delivered or Read with the state Read.',
	relatedNodes: [
		{
			nodeType: 'n8n-nodes-wawp.wawp',
			relationHint: 'Answers, and everything else that one does on WhatsApp',
		},
		{ nodeType: '@n8n/n8n-nodes-langchain.agent', relationHint: 'Writes the answers of a chatbot' },
	],
};
