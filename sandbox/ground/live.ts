import type { Response } from 'express';

const GATHER_MS = 40;
const STAY_ALIVE_MS = 25_000;

/** Tells open pages that something changed (server-sent events), gathering what happens at once. */
export class Live {
	private readonly listeners = new Map<Response, () => object>();
	private timer: NodeJS.Timeout | undefined;
	private readonly heartbeat = setInterval(() => this.write(': still here\n\n'), STAY_ALIVE_MS).unref();

	/** Sends the state now and after every change, until the connection ends. */
	subscribe(response: Response, state: () => object): void {
		response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		response.write(message(state()));
		this.listeners.set(response, state);
		response.on('close', () => this.listeners.delete(response));
	}

	/** Something that a page shows has changed. */
	changed(): void {
		this.timer ??= setTimeout(() => {
			this.timer = undefined;
			for (const [response, state] of this.listeners) response.write(message(state()));
		}, GATHER_MS).unref();
	}

	close(): void {
		clearTimeout(this.timer);
		clearInterval(this.heartbeat);
		for (const response of this.listeners.keys()) response.end();
	}

	private write(text: string): void {
		for (const response of this.listeners.keys()) response.write(text);
	}
}

function message(state: object): string {
	return `event: state\ndata: ${JSON.stringify(state)}\n\n`;
}
