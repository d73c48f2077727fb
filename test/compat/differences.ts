/** The oldest n8n-core of n8n 2. */
export const OLDEST = '2.0.0';

/** A test that fails in the oldest n8n, because n8n itself did something else then. */
interface Difference {
	/** The file, from test/ on. */
	file: string;
	/** The end of its name. */
	test: string;
	why: string;
}

const SIGNED = 'n8n signs the address of a page that waits in another way';

export const DIFFERENCES: Difference[] = [
	{
		file: 'nodes/Wawp/failures.test.ts',
		test: 'by the error output, paired with its item',
		why: 'n8n knows no error item with details yet, and sends it out by the success branch',
	},
	{
		file: 'nodes/Wawp/closed.test.ts',
		test: 'is no place in the Gulf of Guinea',
		why: 'n8n refuses an empty required field in words of its own',
	},
	{
		file: 'nodes/examples.test.ts',
		test: 'wawp message → sendAndWait sends the documented request and simplifies the documented answer',
		why: SIGNED,
	},
	{
		file: 'stored/stored.test.ts',
		test: '0.1.0/wawp.message.json: sendAndWait sends what it sent, and gives what it gave',
		why: SIGNED,
	},
];
