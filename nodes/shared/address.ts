/** No server takes a longer address. */
const LONGEST = 20_000;

/** A text as a web address; undefined where it is none, or one of more than 20,000 characters. */
export function addressOf(text: string): URL | undefined {
	return text.length <= LONGEST && URL.canParse(text) ? new URL(text) : undefined;
}
