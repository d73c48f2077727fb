import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { placeOf, ROOT } from './manifest';

const CONFIG = path.join(ROOT, 'tsconfig.build.json');

/** Files that several packages share are parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * Compiles the entry files and all that they import, each to its place in the package.
 *
 * @param entries relative to the project
 * @param dist the folder that is written
 * @throws Error with the compiler's messages
 */
export function compile(entries: string[], dist: string): void {
	const options = { ...readOptions(), outDir: dist, rootDir: ROOT };
	const rootNames = entries.map((entry) => path.join(ROOT, entry));
	const program = ts.createProgram({ rootNames, options, host: hostFor(options) });
	failOn(ts.getPreEmitDiagnostics(program));
	program.emit(undefined, (file, text) => {
		const source = path.relative(dist, file).split(path.sep).join('/');
		const target = path.join(dist, placeOf(source));
		mkdirSync(path.dirname(target), { recursive: true });
		writeFileSync(target, withMovedImports(text, source));
	});
}

/** The compiled text with its relative imports as they have to be from the place of the file. */
function withMovedImports(text: string, file: string): string {
	return text.replace(/\brequire\("(\.[^"]+)"\)/g, (_call, specifier: string) => {
		const target = placeOf(path.posix.join(path.posix.dirname(file), specifier));
		const moved = path.posix.relative(path.posix.dirname(placeOf(file)), target);
		return `require("${moved.startsWith('.') ? moved : `./${moved}`}")`;
	});
}

function readOptions(): ts.CompilerOptions {
	const host = {
		...ts.sys,
		onUnRecoverableConfigFileDiagnostic: (problem: ts.Diagnostic) => failOn([problem]),
	};
	return ts.getParsedCommandLineOfConfigFile(CONFIG, {}, host)?.options ?? {};
}

function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
	const host = ts.createCompilerHost(options);
	const read = host.getSourceFile.bind(host);
	host.getSourceFile = (name, ...rest) => {
		if (!parsed.has(name)) parsed.set(name, read(name, ...rest));
		return parsed.get(name);
	};
	return host;
}

function failOn(diagnostics: readonly ts.Diagnostic[]): void {
	if (diagnostics.length === 0) return;
	const host = ts.createCompilerHost({});
	throw new Error(`The build failed:\n${ts.formatDiagnostics(diagnostics, host)}`);
}
