/** A client of MCP servers over streamable HTTP, as small as the protocol allows, and a workflow with n8n's server. */
import { randomUUID } from 'node:crypto';

import { request } from 'undici';
import { z } from 'zod';

import type { Workflow } from '../n8n/workflows';
import type { Tool } from './agent';
import { node, workflow } from './workflow';

const SERVER = 'MCP Server Trigger';
const PROTOCOL = '2025-03-26';

const answerSchema = z.object({
	id: z.number(),
	result: z.unknown(),
	error: z.object({ code: z.number(), message: z.string() }).optional(),
});
const toolsSchema = z.object({
	tools: z.array(
		z.object({
			name: z.string(),
			description: z.string(),
			inputSchema: z.object({ properties: z.record(z.unknown()), required: z.array(z.string()).default([]) }),
		}),
	),
});
const resultSchema = z.object({
	isError: z.boolean().default(false),
	content: z.array(z.object({ type: z.literal('text'), text: z.string() })),
});

/** A session with a server. */
export class McpClient {
	private session: Record<string, string> = {};
	private last = 0;

	private constructor(private readonly url: string) {}

	/** Begins a session; throws what the server refuses it with. */
	static async connect(url: string): Promise<McpClient> {
		const client = new McpClient(url);
		const clientInfo = { name: 'e2e', version: '1' };
		await client.call('initialize', { protocolVersion: PROTOCOL, capabilities: {}, clientInfo });
		await client.post({ method: 'notifications/initialized' });
		return client;
	}

	/** The tools that the server offers. */
	async tools() {
		return toolsSchema.parse(await this.call('tools/list', {})).tools;
	}

	/** What a tool answers, as its text, and whether it says that it failed. */
	async use(name: string, given: Record<string, unknown>): Promise<{ text: string; isError: boolean }> {
		const result = resultSchema.parse(await this.call('tools/call', { name, arguments: given }));
		return { text: result.content.map(({ text }) => text).join('\n'), isError: result.isError };
	}

	private async call(method: string, params: object): Promise<unknown> {
		const id = (this.last += 1);
		const { error, result } = answerSchema.parse(JSON.parse(await this.post({ id, method, params })));
		if (error !== undefined) throw new Error(`${method}: ${error.message}`);
		return result;
	}

	/** The JSON of the answer, which comes by itself or as the only event of a stream. */
	private async post(message: object): Promise<string> {
		const { statusCode, headers, body } = await request(this.url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...this.session,
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
		});
		const text = await body.text();
		if (statusCode >= 300) throw new Error(`the server answered ${statusCode}: ${text}`);
		const id = headers['mcp-session-id'];
		if (typeof id === 'string') this.session = { 'mcp-session-id': id };
		return /^data: (.*)$/m.exec(text)?.[1] ?? text;
	}
}

/** n8n's MCP Server Trigger with tools, and the address at which it serves them once the workflow is active. */
export function mcpWorkflow(n8nUrl: string, tools: Tool[]): { served: Workflow; url: string } {
	const path = randomUUID();
	const nodes = [
		{
			...node(SERVER, '@n8n/n8n-nodes-langchain.mcpTrigger', { authentication: 'none', path }, 2),
			webhookId: path,
		},
		...tools.map(({ name, parameters }) => node(name, 'n8n-nodes-wawp.wawpTool', parameters)),
	];
	const connection = [[{ node: SERVER, type: 'ai_tool', index: 0 }]];
	const connections = Object.fromEntries(tools.map(({ name }) => [name, { ai_tool: connection }]));
	return { served: workflow(nodes, connections), url: `${n8nUrl}/mcp/${path}` };
}
