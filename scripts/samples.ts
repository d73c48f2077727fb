/**
 * Makes the sample files of the sandbox anew: `npx tsx scripts/samples.ts`. They are kept in the repository, so this is only
 * needed to change them. It needs ffmpeg (with libopus, libx264 and flite, as Debian's package has them) and Chromium.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const FOLDER = path.join(__dirname, '../sandbox/ground/samples');

/** Red, green and blue of what lies behind each other in a picture. */
interface Scene {
	far: number[];
	near: number[];
}

const SUN = [255, 244, 214];
const DUSK = [94, 73, 160];
const GLOW = [255, 179, 107];
const HILLS: Scene = { far: [58, 63, 122], near: [34, 44, 92] };
const DUNES: Scene = { far: [226, 132, 110], near: [160, 92, 128] };
const NOTES = [523.25, 659.25, 783.99, 1046.5];
const WORDS = 'Good morning. Are you open today?';
const INVOICE = '<title>Invoice</title><style>@page { size: 300px 200px }</style><p>Invoice of the sandbox';

function main(): void {
	ffmpeg('picture.png', picture(HILLS, '360x480'), '-frames:v 1 -pix_fmt rgb24 -pred mixed');
	ffmpeg('photo.jpg', picture(DUNES, '240x320'), '-frames:v 1 -q:v 4');
	const video = '-t 2 -pix_fmt yuv420p -c:v libx264 -crf 30 -movflags +faststart';
	ffmpeg('clip.mp4', picture(HILLS, '144x192'), video);
	const voice = '-af apad -t 3 -ac 1 -c:a libopus -b:a 12k -application voip';
	ffmpeg('voice.ogg', `flite=text='${WORDS}':voice=slt`, voice);
	ffmpeg('tune.wav', `aevalsrc='${tune()}':s=4000:d=2`, '-c:a pcm_u8');
	printPdf('invoice.pdf', INVOICE);
}

/** Computes a source into a file; `-bitexact` leaves out when and by which version. */
function ffmpeg(name: string, source: string, output: string): void {
	const file = path.join(FOLDER, name);
	const common = ['-bitexact', '-y', '-v', 'error', file];
	execFileSync('ffmpeg', ['-f', 'lavfi', '-i', source, ...output.split(' '), ...common]);
}

/** A sun that sinks into hills or dunes, of any size: ffmpeg computes each pixel. */
function picture(scene: Scene, size: string): string {
	const channel = (index: number): string => {
		const [sun = 0, dusk = 0, glow = 0] = [SUN, DUSK, GLOW].map((colour) => colour[index]);
		const sky = `${dusk}+${glow - dusk}*min(1,Y/H/0.8)`;
		const disc = `if(lt(hypot(X/W-0.66,(Y-(0.5+0.06*T)*H)/W),0.16),${sun},${sky})`;
		const behind = `if(gt(Y/H,0.77+0.08*sin(X/W*6)),${scene.far[index] ?? 0},${disc})`;
		return `if(gt(Y/H,0.87+0.06*cos(X/W*8)),${scene.near[index] ?? 0},${behind})`;
	};
	return `color=size=${size}:rate=15,format=gbrp,geq=r='${channel(0)}':g='${channel(1)}':b='${channel(2)}'`;
}

/** Four rising notes, half a second each, that fade. */
function tune(): string {
	const [first, second, third, fourth] = NOTES;
	const pitch = `if(lt(t,0.5),${first},if(lt(t,1),${second},if(lt(t,1.5),${third},${fourth})))`;
	return `0.3*(1-2*mod(t,0.5))*sin(2*PI*t*${pitch})`;
}

function printPdf(name: string, html: string): void {
	const file = path.join(FOLDER, name);
	const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer'];
	execFileSync('chromium', [
		...flags,
		`--print-to-pdf=${file}`,
		`data:text/html,${encodeURIComponent(html)}`,
	]);
}

main();
