import { refused } from '../errors';
import type { Phone } from '../phone/phone';
import type { Label } from '../phone/types';
import { LABEL_COLOURS } from '../seeds/labels';
import { always, working } from './call';
import type { InstanceHandler, PhoneCall } from './call';
import { chatBody } from './chats';

interface LabelParameters {
	name: string;
	colorHex: string;
	color?: number | null;
}

interface OfLabel {
	labelId: string;
}

interface InChat {
	chatId: string;
}

const MOST_LABELS = 20;

/** Operations about labels, by operationId. */
export const LABEL_ROUTES: Record<string, InstanceHandler> = {
	listLabels: always(({ phone }) => [...phone.labels.values()]),
	createLabel: working((call: PhoneCall<LabelParameters>) => {
		const { phone, params } = call;
		if (phone.labels.size >= MOST_LABELS) throw refused(`WhatsApp allows ${MOST_LABELS} labels.`);
		return save(call, { id: freeId(phone), ...lookOf(params) });
	}),
	updateLabel: working((call: PhoneCall<LabelParameters & OfLabel>) =>
		save(call, { id: call.phone.label(call.params.labelId).id, ...lookOf(call.params) }),
	),
	deleteLabel: working(({ phone, params, tell }: PhoneCall<OfLabel>) => {
		const label = phone.label(params.labelId);
		phone.removeLabel(label.id);
		tell('label.deleted', label);
	}),
	getChatLabels: working(({ phone, params }: PhoneCall<InChat>) => {
		const chat = phone.chats.get(phone.peer(params.chatId));
		return (chat?.labels ?? []).map((id) => phone.label(id));
	}),
	setChatLabels: working(setLabels),
	listLabelChats: working(({ phone, params }: PhoneCall<OfLabel>) => {
		const { id } = phone.label(params.labelId);
		return phone.chats
			.list()
			.filter(({ labels }) => labels.includes(id))
			.map((chat) => chatBody(phone, chat));
	}),
};

function freeId(phone: Phone): string {
	return String(Math.max(0, ...[...phone.labels.keys()].map(Number)) + 1);
}

function lookOf({ name, colorHex, color }: LabelParameters): Omit<Label, 'id'> {
	const known = LABEL_COLOURS.indexOf(colorHex.toLowerCase());
	return { name, color: color ?? Math.max(0, known), colorHex };
}

function save({ phone, tell }: PhoneCall<LabelParameters>, label: Label): Label {
	phone.labels.set(label.id, label);
	tell('label.upsert', label);
	return label;
}

function setLabels({ phone, params, tell }: PhoneCall<InChat & { labels: { id: string }[] }>): void {
	const chatId = phone.peer(params.chatId);
	const wanted = [...new Set(params.labels.map(({ id }) => phone.label(id).id))];
	const chat = phone.chats.open(chatId);
	const before = chat.labels;
	chat.labels = wanted;
	for (const labelId of wanted.filter((id) => !before.includes(id))) {
		tell('label.chat.added', { labelId, chatId, label: phone.label(labelId) });
	}
	for (const labelId of before.filter((id) => !wanted.includes(id))) {
		tell('label.chat.deleted', { labelId, chatId, label: null });
	}
}
