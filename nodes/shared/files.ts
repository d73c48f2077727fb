import type { IExecuteFunctions } from 'n8n-workflow';

import { download } from './downloads';
import { describeProblem } from './errors';
import { asObject } from './json';
import type { Operation, Output } from './operation';

/**
 * An output with the file that its element of the answer names; one that cannot be had is noted, and loses nothing else.
 *
 * @param element of the answer
 * @param property the binary field it is meant for
 */
export async function withFile(
	context: IExecuteFunctions,
	{ fileUrl }: Operation,
	element: unknown,
	output: Output,
	property: string,
): Promise<Output> {
	const url = fileUrl?.(asObject(element));
	if (url === undefined) return output;
	try {
		return { ...output, file: await download(context, url, property) };
	} catch (error) {
		const { message, details } = describeProblem(error, []);
		return { ...output, json: { ...output.json, mediaError: `${message}. ${details.hint}` } };
	}
}
