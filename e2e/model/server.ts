/** A local chat model behind OpenAI's API: it plays the conversation whose name stands where others name a model. */
import type { AddressInfo } from 'node:net';

import express from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';

import { nextTurn, readConversation } from './conversation';
import type { Turn } from './conversation';

const HOST = '127.0.0.1';
const NO_TOKENS = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

const messageSchema = z.object({ role: z.string(), content: z.unknown() }).passthrough();
const toolSchema = z.object({
	function: z.object({ name: z.string(), description: z.string(), parameters: z.record(z.unknown()) }),
});
const requestSchema = z.object({
	model: z.string(),
	messages: z.array(messageSchema),
	tools: z.array(toolSchema).default([]),
	stream: z.literal(false).optional(),
});

/** What an agent asked the model. */
export type ChatRequest = z.infer<typeof requestSchema>;

/** A running model. */
export interface ChatModel {
	/** The base URL of its API. */
	url: string;
	/** What it was asked, oldest first. */
	requests: ChatRequest[];
	close: () => Promise<void>;
}

/** Starts the model. It answers only requests that its scripts know, and others with 400 and the reason. */
export async function startChatModel(): Promise<ChatModel> {
	const requests: ChatRequest[] = [];
	const app = express();
	app.use(express.json({ limit: '10mb' }));
	app.post('/v1/chat/completions', (request, response) => answer(request, response, requests));
	const server = app.listen(0, HOST);
	await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
	const { port } = server.address() as AddressInfo;
	const close = () => {
		const closed = new Promise<void>((resolve) => server.close(() => resolve()));
		server.closeAllConnections();
		return closed;
	};
	return { url: `http://${HOST}:${port}/v1`, requests, close };
}

function answer({ body }: Request, response: Response, requests: ChatRequest[]): void {
	const parsed = requestSchema.safeParse(body);
	const turn = parsed.success ? turnFor(parsed.data) : parsed.error.message;
	if (parsed.success) requests.push(parsed.data);
	if (typeof turn === 'string') {
		response.status(400).json({ error: { message: turn, type: 'invalid_request_error' } });
	} else {
		response.json(completionOf(turn, requests.length));
	}
}

function turnFor({ model, messages, tools }: ChatRequest): Turn | string {
	const turns = readConversation(model);
	if (turns === undefined) return `There is no conversation "${model}".`;
	const answers = messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
	const turn = nextTurn(turns, answers);
	if (typeof turn === 'string') return turn;
	const offered = tools.map((tool) => tool.function.name);
	const unknown = turn.calls.find(({ tool }) => !offered.includes(tool));
	return unknown === undefined ? turn : `There is no tool ${unknown.tool} among ${offered.join(', ')}.`;
}

function completionOf({ calls, says }: Turn, number: number): object {
	const tool_calls = calls.map((call, index) => ({
		id: `call_${number}_${index}`,
		type: 'function',
		function: { name: call.tool, arguments: JSON.stringify(call.arguments) },
	}));
	const message = { role: 'assistant', content: says ?? null, ...(calls.length > 0 && { tool_calls }) };
	const finish_reason = calls.length > 0 ? 'tool_calls' : 'stop';
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1000),
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason }],
		usage: NO_TOKENS,
	};
}
