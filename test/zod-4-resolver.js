/** Gives the project's own files zod 4, while n8n's packages keep the zod that they were built for. */
module.exports = (request, options) => {
	const own = request === 'zod' && !options.basedir.includes('node_modules');
	return options.defaultResolver(own ? 'zod-4' : request, options);
};
