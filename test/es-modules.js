/** Settings of jest for packages that are ES modules, which it does not load by itself: they become CommonJS. */
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
/** Those that are imported here or bring such a package. */
const NAMES = ['execa', 'get-port', 'openapi-backend'];

/** The ES modules among packages and all that they need. */
function esModules(names, seen = new Set()) {
	return names.flatMap((name) => {
		if (seen.has(name)) return [];
		seen.add(name);
		const manifest = require(path.join(ROOT, 'node_modules', name, 'package.json'));
		const needed = esModules(Object.keys(manifest.dependencies ?? {}), seen);
		return manifest.type === 'module' ? [name, ...needed] : needed;
	});
}

module.exports = {
	// The outermost package decides for those within it.
	transformIgnorePatterns: [`^((?!node_modules).)*/node_modules/(?!(${esModules(NAMES).join('|')})/)`],
	// Gives nothing to those who ask as CommonJS does.
	moduleNameMapper: { '^unicorn-magic$': path.join(ROOT, 'node_modules', 'unicorn-magic', 'node.js') },
};
