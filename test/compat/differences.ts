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

export const DIFFERENCES: Difference[] = [
	{
		file: 'nodes/Wawp/failures.test.ts',
		test: 'by the error output, paired with its item',
		why: 'n8n knows no error item with details yet, and sends it out by the success branch',
	},
	{
		file: 'nodes/WawpTrigger/media.test.ts',
		test: '/silent with {"mediaTimeout":1}',
		why: 'n8n does not tell that a download took too long from a server that cannot be reached',
	},
	{
		file: 'nodes/Wawp/closed.test.ts',
		test: 'is no place in the Gulf of Guinea',
		why: 'n8n refuses an empty required field in words of its own',
	},
];
