import { readFileSync } from 'node:fs';

/** What people send, by the kind of MIME type that is meant; of several endings of one type the usual one is first. */
const SENT: Record<string, string> = {
	application:
		'pdf doc dot docx docm dotx xls xlsx xlsm xlsb xltx ppt pps pptx pptm ppsx potx odt ods odp odg rtf ' +
		'pages numbers key epub mobi xps json xml zip rar 7z tar gz bz2 xz apk kml kmz gpx msg',
	audio: 'mp3 m4a ogg oga opus wav aac amr flac weba wma mid aif aiff',
	image: 'jpg jpeg png gif webp bmp svg tif tiff heic heif avif ico psd dwg dxf',
	message: 'eml',
	text: 'txt log csv tsv md html htm ics vcf yaml yml',
	video: 'mp4 m4v mov webm 3gp 3g2 avi mkv mpg mpeg ogv wmv flv',
};

/** An entry of mime-db: https://github.com/jshttp/mime-db#data-structure */
interface Entry {
	source?: 'apache' | 'iana' | 'nginx';
	extensions?: string[];
}

/** `nodes/shared/mimeTypes.ts`: what mime-db says of the files that people send. */
export function mimeTypes(): string {
	const extensions = new Map<string, string[]>();
	for (const [kind, sent] of Object.entries(SENT)) {
		for (const extension of sent.split(' ')) {
			const type = typeOf(kind, extension);
			extensions.set(type, [...(extensions.get(type) ?? []), extension]);
		}
	}
	const rows = [...extensions].map(
		([type, all]) => `\t'${type}': [${all.map((one) => `'${one}'`).join(', ')}],`,
	);
	return [
		'/** MIME types and the endings of file names, the usual one first. Generated from mime-db (npm run docs). */',
		'export const EXTENSIONS: Record<string, readonly string[]> = {',
		...rows.sort(),
		'};\n',
	].join('\n');
}

const facts = JSON.parse(readFileSync(require.resolve('mime-db/db.json'), 'utf8')) as Record<string, Entry>;

/** The type of an ending; of several the one that is no experiment (`x-`), registered, and short. */
function typeOf(kind: string, extension: string): string {
	const rank = ([type, { source }]: [string, Entry]) =>
		(type.includes('/x-') ? 2000 : 0) + (source === 'iana' ? 0 : 1000) + type.length;
	const [found] = Object.entries(facts)
		.filter(([type, { extensions }]) => type.startsWith(`${kind}/`) && extensions?.includes(extension))
		.sort((one, other) => rank(one) - rank(other));
	if (found === undefined) throw new Error(`mime-db has no ${kind} type for .${extension}.`);
	return found[0];
}
