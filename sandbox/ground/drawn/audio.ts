import { crcTable } from './crc';

const WAV_RATE = 8000;
const NOTES = [523.25, 659.25, 783.99, 1046.5];
const NOTE_SECONDS = 0.5;

/** A WAV file (16 bit, mono, 8 kHz): four rising notes, two seconds. */
export function playWav(): Buffer {
	const perNote = WAV_RATE * NOTE_SECONDS;
	const data = Buffer.alloc(NOTES.length * perNote * 2);
	for (const [number, pitch] of NOTES.entries()) {
		for (let sample = 0; sample < perNote; sample += 1) {
			const loudness = 9000 * (1 - sample / perNote);
			const value = Math.round(loudness * Math.sin((2 * Math.PI * pitch * sample) / WAV_RATE));
			data.writeInt16LE(value, (number * perNote + sample) * 2);
		}
	}
	return Buffer.concat([wavHeader(data.length), data]);
}

function wavHeader(dataLength: number): Buffer {
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + dataLength, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(WAV_RATE, 24);
	header.writeUInt32LE(WAV_RATE * 2, 28);
	header.writeUInt16LE(2, 32);
	header.writeUInt16LE(16, 34);
	header.write('data', 36);
	header.writeUInt32LE(dataLength, 40);
	return header;
}

const OGG_CRC = crcTable(0x04c11db7, 'plain');
const SERIAL = 0x57617770;
const FRAME_SAMPLES = 960;
const PRE_SKIP = 312;
const FRAMES_PER_PAGE = 50;
/** One Opus frame of 20 ms: silence. */
const SILENT_FRAME = Buffer.from([0xf8, 0xff, 0xfe]);
const BEGINS = 2;
const ENDS = 4;

/** An Ogg/Opus file as WhatsApp wants its voice notes: silence of so many seconds (RFC 7845). */
export function playOgg(seconds: number): Buffer {
	const pages = Array.from({ length: seconds }, (_, number) => {
		const packets = Array.from({ length: FRAMES_PER_PAGE }, () => SILENT_FRAME);
		const position = (number + 1) * FRAMES_PER_PAGE * FRAME_SAMPLES;
		return page(packets, number + 2, position, number === seconds - 1 ? ENDS : 0);
	});
	return Buffer.concat([page([opusHead()], 0, 0, BEGINS), page([opusTags()], 1, 0, 0), ...pages]);
}

function opusHead(): Buffer {
	const head = Buffer.alloc(19);
	head.write('OpusHead', 0);
	head.set([1, 1], 8);
	head.writeUInt16LE(PRE_SKIP, 10);
	head.writeUInt32LE(48_000, 12);
	return head;
}

function opusTags(): Buffer {
	const vendor = Buffer.from('sandbox');
	const length = Buffer.alloc(4);
	length.writeUInt32LE(vendor.length);
	return Buffer.concat([Buffer.from('OpusTags'), length, vendor, Buffer.alloc(4)]);
}

function page(packets: Buffer[], sequence: number, position: number, flags: number): Buffer {
	const header = Buffer.alloc(27);
	header.write('OggS', 0);
	header.writeUInt8(flags, 5);
	header.writeBigInt64LE(BigInt(position), 6);
	header.writeUInt32LE(SERIAL, 14);
	header.writeUInt32LE(sequence, 18);
	header.writeUInt8(packets.length, 26);
	const whole = Buffer.concat([header, Buffer.from(packets.map((packet) => packet.length)), ...packets]);
	whole.writeUInt32LE(oggCrc(whole), 22);
	return whole;
}

function oggCrc(bytes: Buffer): number {
	let crc = 0;
	for (const byte of bytes) crc = (crc << 8) ^ (OGG_CRC[((crc >>> 24) ^ byte) & 0xff] ?? 0);
	return crc >>> 0;
}
