const { folder } = require('./host');

const OF_N8N = /^(n8n-core|n8n-workflow|zod)($|\/)/;

/** Gives the project's own files n8n's packages, and the zod that comes with them, of the n8n of `npm run compat`. */
module.exports = (request, options) => {
	const isOwn = OF_N8N.test(request) && !options.basedir.includes('node_modules');
	return options.defaultResolver(request, isOwn ? { ...options, basedir: folder } : options);
};
