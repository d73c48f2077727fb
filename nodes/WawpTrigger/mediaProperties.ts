import type { INodeProperties } from 'n8n-workflow';

/** The options about files of messages. */
export const MEDIA_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Download Media',
		name: 'downloadMedia',
		type: 'boolean',
		default: false,
		description:
			'Whether to download the file of a message and put it into the output, as the binary field data. Where that fails, mediaError in the output says why.',
	},
	{
		displayName: 'Maximum Media Size (MB)',
		name: 'mediaMaximumSize',
		type: 'number',
		typeOptions: { minValue: 0.01, numberPrecision: 2 },
		default: 25,
		description: 'Larger files are not downloaded. Only used with Download Media.',
	},
	{
		displayName: 'Media Timeout (Seconds)',
		name: 'mediaTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description: 'How long a download may take in all. Only used with Download Media.',
	},
];
