import type { Response } from 'express';

const GATHER_MS = 40;
const STAY_ALIVE_MS = 25_000;

/** Tells open pages (by server-sent events) and others that something changed, gathering what happens at once. */
export class Live {
	private readonly listeners = new Map<Response, () => object>();
	private readonly others: (() => void)[] = [];
	private timer: NodeJS.Timeout | undefined;
	private readonly heartbeat = setInterval(() => this.write(': still here\n\n'), STAY_ALIVE_MS).unref();

	/** Sends the state now and after every change, until the connection ends. */
	subscribe(response: Response, state: () => object): void {
		response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		response.write(message(state()));
		this.listeners.set(response, state);
		response.on('close', () => this.listeners.delete(response));
	}

	/** Calls `told` after every change. */
	tell(told: () => void): void {
		this.others.push(told);
	}

	/** Something that a page shows has changed. */
	changed(): void {
		this.timer ??= setTimeout(() => {
			this.timer = undefined;
			for (const [response, state] of this.listeners) response.write(message(state()));
			for (const told of this.others) told();
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
