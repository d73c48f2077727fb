import type { Wall } from '../place';

const REGISTRATION = 'test/nodes/WawpTrigger/registration.test.ts';

/** The webhooks at Wawp, which others use too. */
export const registration: Wall = {
	title: 'The registration',
	places: [
		{
			name: 'repair of a switched-off webhook',
			breaks: 'a webhook that somebody changed or switched off stays so',
			file: 'nodes/WawpTrigger/registration.ts',
			from: 'const isThere = standsProven(listed, wanted) && !old;',
			to: 'const isThere = listed.length > 0 && !old;',
			test: REGISTRATION,
			title: 'changes the entry',
		},
		{
			name: 'repair of a secret',
			breaks: 'another secret in the list is taken for the right one',
			file: 'nodes/WawpTrigger/registrationList.ts',
			from: 'isWanted(webhook, wanted) && asText(webhook.hmac) === wanted.secret',
			to: 'isWanted(webhook, wanted)',
			test: REGISTRATION,
			title: 'with another secret changes the entry',
		},
		{
			name: 'repair after an activation',
			breaks: 'what somebody overwrites in the same moment stays overwritten',
			file: 'nodes/WawpTrigger/registrationList.ts',
			from: 'if (stands(listed, wanted)) return listed;',
			to: 'return listed;',
			test: REGISTRATION,
			title: 'repeats what somebody else overwrote',
		},
		{
			name: 'repair after a deactivation',
			breaks: 'webhooks of others that are missing after the overwriting stay missing',
			file: 'nodes/WawpTrigger/registrationList.ts',
			from: 'const lost = kept.find((webhook) => isLost(webhook, listed));',
			to: 'const lost = undefined as Webhook | undefined;',
			test: REGISTRATION,
			title: 'puts back what is missing',
		},
		{
			name: 'repair of parts',
			breaks: 'a webhook of others that lost its secret stays without it',
			file: 'nodes/WawpTrigger/registrationList.ts',
			from: ' || Object.keys(webhook).some((field) => !(field in now))',
			to: '',
			test: REGISTRATION,
			title: 'puts back the part of a webhook',
		},
		{
			name: 'webhooks of others',
			breaks: 'a deactivation takes out the webhooks of others',
			file: 'nodes/WawpTrigger/registrationList.ts',
			from: 'kept = listed.filter(({ url }) => !isOut(url));',
			to: 'kept = [];',
			test: REGISTRATION,
			title: 'takes out only its own',
		},
		{
			name: 'an old address',
			breaks: 'the entry of an old address stays beside the new one',
			file: 'nodes/WawpTrigger/registration.ts',
			from: 'if (listed.some((webhook) => isOld(webhook.url))) await takeOut(target, isOld);',
			to: '',
			test: REGISTRATION,
			title: 'under another address replaces the old entry',
		},
		{
			name: 'an old instance',
			breaks: 'the entry at the instance of before stays',
			file: 'nodes/WawpTrigger/registration.ts',
			from: 'await leaveOld(context, registration);\n\t\tremember(',
			to: 'remember(',
			test: REGISTRATION,
			title: 'at another instance leaves the old one',
		},
	],
};
