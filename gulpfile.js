const { src, dest } = require('gulp');

/** Copies what tsc leaves behind (icons and codex files) to the same place under dist/. */
function assets() {
	return src(['{nodes,credentials}/**/*.{svg,node.json}', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.default = assets;
