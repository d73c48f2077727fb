/** Settings of jest for packages that are ES modules, which it does not load by itself: they become CommonJS. */
const { existsSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
/** Those that are imported here or bring such a package, and what n8n-core brings in some versions. */
const NAMES = ['execa', 'get-port', 'openapi-backend', 'p-retry'];

/** The ES modules among packages of a folder and all that they need. */
function esModules(folder, names, seen = new Set()) {
	return names.flatMap((name) => {
		const file = path.join(folder, 'node_modules', name, 'package.json');
		if (seen.has(name) || !existsSync(file)) return [];
		seen.add(name);
		const manifest = require(file);
		const needed = esModules(folder, Object.keys(manifest.dependencies ?? {}), seen);
		return manifest.type === 'module' ? [name, ...needed] : needed;
	});
}

/** What jest leaves as it is: all packages of the project, and of another folder, but the ES modules. */
function transformIgnored(other) {
	const names = [ROOT, ...(other === undefined ? [] : [other])].flatMap((folder) => esModules(folder, NAMES));
	// The outermost package decides for those within it.
	return [`^((?!node_modules).)*/node_modules/(?!(${names.join('|')})/)`];
}

module.exports = {
	transformIgnored,
	settings: {
		transformIgnorePatterns: transformIgnored(),
		// Gives nothing to those who ask as CommonJS does.
		moduleNameMapper: { '^unicorn-magic$': path.join(ROOT, 'node_modules', 'unicorn-magic', 'node.js') },
	},
};
