import fc from 'fast-check';

import { withoutSecrets } from '../../../nodes/shared/secrets';

test('drops fields with a secret name and hides secret values in texts and keys', () => {
	const value = {
		config: { metadata: { access_token: 'T0ken-1', 'access.token': 'T0ken-1', instance_id: 'A1' } },
		webhooks: [{ url: 'https://a.b/?t=T0ken-1&x=1', hmac: { key: 'k' } }],
		'T0ken-1': 1,
		bytes: Buffer.from('T0ken-1'),
		none: null,
	};
	expect(withoutSecrets(value, ['T0ken-1', ''])).toEqual({
		config: { metadata: { instance_id: 'A1' } },
		webhooks: [{ url: 'https://a.b/?t=[hidden]&x=1' }],
		'[hidden]': 1,
		bytes: value.bytes,
		none: null,
	});
});

test('hides a secret in its percent-encoded form too', () => {
	expect(withoutSecrets('/x?access_token=a%2Fb%20c%20d', ['a/b c d'])).toBe('/x?access_token=[hidden]');
});

test.each(['S3cr3t/+=Token?>12', 'aaa~~~bbb???ccc'])('hides %j in Base64 inside an address', (secret) => {
	const inAddress = encodeURIComponent(Buffer.from(secret).toString('base64'));
	for (const text of [inAddress, inAddress.toLowerCase(), encodeURIComponent(inAddress)]) {
		expect(withoutSecrets(`?auth=${text}`, [secret])).toMatch(/^\?auth=\[hidden\]/);
	}
});

test('no secret is left, wherever it stood', () => {
	const secret = 'S3cr3t/+ value';
	fc.assert(
		fc.property(
			fc.object({ values: [fc.constant(secret), fc.string(), fc.constant(`a${secret}b`)] }),
			(value) => {
				expect(JSON.stringify(withoutSecrets(value, [secret]))).not.toContain(secret);
			},
		),
	);
});

test('leaves the original alone', () => {
	const value = { access_token: 'T0ken-1' };
	withoutSecrets(value, ['T0ken-1']);
	expect(value).toEqual({ access_token: 'T0ken-1' });
});

test('a short text is no secret: it stands in innocent words too', () => {
	expect(withoutSecrets({ text: 'a token', access_token: 'a' }, ['a', 'to', ''])).toEqual({
		text: 'a token',
	});
});

test('a secret of digits only is hidden as the number that JSON makes of it', () => {
	const value = { id: 123456789012, big: 12345678901234567890, list: [1234567], zero: 0, other: 123456 };
	expect(
		withoutSecrets(value, ['123456789012', '12345678901234567890', '01234567', '000000', '12345']),
	).toEqual({
		id: '[hidden]',
		big: '[hidden]',
		list: ['[hidden]'],
		zero: 0,
		other: 123456,
	});
});
