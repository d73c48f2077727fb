import { baseUrl } from '../../../nodes/shared/baseUrl';

const DEFAULT = 'https://wawp.net/wp-json/awp/v1';

test.each([
	['', 'https://wawp.net/wp-json/awp/v1'],
	['  https://wawp.net/wp-json/awp/v1/ ', 'https://wawp.net/wp-json/awp/v1'],
	['http://127.0.0.1:3100/wp-json/awp/v1', 'http://127.0.0.1:3100/wp-json/awp/v1'],
	['http://localhost/x//', 'http://localhost/x'],
	['http://[::1]:3100', 'http://[::1]:3100'],
])('reads %j as %j', (entered, expected) => {
	expect(baseUrl(entered, DEFAULT)).toBe(expected);
});

test.each(['http://wawp.net/wp-json/awp/v1', 'http://127.0.0.1.example.com', 'http://localhost.example.com'])(
	'refuses plain http to another machine: %j',
	(entered) => {
		expect(() => baseUrl(entered, DEFAULT)).toThrow('"Base URL": expected https://');
	},
);

test.each(['wawp.net', 'ftp://wawp.net', 'https://wawp.net/?x=1', 'javascript:alert(1)'])(
	'refuses %j',
	(entered) => {
		expect(() => baseUrl(entered, DEFAULT)).toThrow('"Base URL": expected a URL');
	},
);
