import { extensionFor, mimeTypeOf, sniff } from '../../../nodes/shared/fileTypes';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

const latin = (text: string) => Buffer.from(text.padEnd(64, '\0'), 'latin1');
const brand = (name: string) => latin(`\0\0\0\x20ftyp${name}`);

test.each([
	['PNG', PNG, 'png', 'image/png'],
	['JPEG', latin('\xff\xd8\xff\xe0'), 'jpg', 'image/jpeg'],
	['WebP', latin('RIFF\x24\0\0\0WEBPVP8 '), 'webp', 'image/webp'],
	['GIF', latin('GIF89a'), 'gif', 'image/gif'],
	['HEIC', brand('heic'), 'heic', 'image/heic'],
	['HEIC with deep colours', brand('heix'), 'heic', 'image/heic'],
	['HEIC in a sequence', brand('hevc'), 'heic', 'image/heic'],
	['HEIF', brand('mif1'), 'heif', 'image/heif'],
	['AVIF', brand('avif'), 'avif', 'image/avif'],
	['OGG/Opus', latin('OggS\0\x02'.padEnd(28, '\0') + 'OpusHead'), 'ogg', 'audio/ogg; codecs=opus'],
	['OGG/Vorbis', latin('OggS\0\x02'.padEnd(28, '\0') + '\x01vorbis'), 'ogg', 'audio/ogg'],
	['OGG/Theora', latin('OggS\0\x02'.padEnd(28, '\0') + '\x80theora'), 'ogv', 'video/ogg'],
	['MP3 with tag', latin('ID3\x04'), 'mp3', 'audio/mpeg'],
	['MP3 without', latin('\xff\xfb\x90'), 'mp3', 'audio/mpeg'],
	['AAC', latin('\xff\xf1\x50'), 'aac', 'audio/aac'],
	['AMR', latin('#!AMR\n'), 'amr', 'audio/amr'],
	['FLAC', latin('fLaC\0'), 'flac', 'audio/x-flac'],
	['M4A', brand('M4A '), 'm4a', 'audio/mp4'],
	['WAV', latin('RIFF\x24\0\0\0WAVEfmt '), 'wav', 'audio/wav'],
	['MP4', brand('isom'), 'mp4', 'video/mp4'],
	['MP4 of another brand', brand('mp42'), 'mp4', 'video/mp4'],
	['QuickTime', brand('qt  '), 'mov', 'video/quicktime'],
	['3GP', brand('3gp4'), '3gp', 'video/3gpp'],
	['3G2', brand('3g2a'), '3g2', 'video/3gpp2'],
	['AVI', latin('RIFF\x24\0\0\0AVI LIST'), 'avi', 'video/x-msvideo'],
	['WebM', latin('\x1a\x45\xdf\xa3'), 'webm', 'video/webm'],
	['Matroska', latin('\x1a\x45\xdf\xa3\xa3\x42\x82\x88matroska'), 'mkv', 'video/x-matroska'],
	['PDF', latin('%PDF-1.7'), 'pdf', 'application/pdf'],
	['ZIP', latin('PK\x03\x04'), 'zip', 'application/zip'],
])('tells %s from its bytes', (_, bytes, extension, mimeType) => {
	expect(sniff(bytes)).toEqual({ extension, mimeType });
});

test.each(['hello', 'a;b;c\n1;2;3', 'RIFF\x24\0\0\0CDDA', ''])('does not guess what %j is', (text) => {
	expect(sniff(Buffer.from(text, 'latin1'))).toBeUndefined();
});

test.each([
	['Prices.DOCX', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
	['prices.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
	['talk.pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
	['old.doc', 'application/msword'],
	['rows.csv', 'text/csv'],
	['read.me.txt', 'text/plain'],
	['all.zip', 'application/zip'],
	['IMG_1.HEIC', 'image/heic'],
	['song.mp3', 'audio/mpeg'],
	['song.wav', 'audio/wav'],
	['note.opus', 'audio/ogg; codecs=opus'],
	['clip.mp4', 'video/mp4'],
	['clip.mov', 'video/quicktime'],
])('the type of %s is %s', (name, mimeType) => {
	expect(mimeTypeOf(name)).toBe(mimeType);
});

test.each(['page.php', 'download', '', 'archive.zip/', 'x.constructor', '.'])('%j tells no type', (name) => {
	expect(mimeTypeOf(name)).toBeUndefined();
});

test.each([
	['image/jpeg', 'jpg'],
	['IMAGE/PNG; q=1', 'png'],
	['audio/ogg; codecs=opus', 'ogg'],
	['audio/mpeg', 'mp3'],
	['video/mp4', 'mp4'],
	['text/plain; charset=utf-8', 'txt'],
	['text/html', 'html'],
	['application/octet-stream', undefined],
])('a file of type %s is named .%s', (mimeType, extension) => {
	expect(extensionFor(mimeType)).toBe(extension);
});
