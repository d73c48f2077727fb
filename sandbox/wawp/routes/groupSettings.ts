import type { FileParameter } from '../../ground/media';
import type { Phone } from '../phone/phone';
import type { Group } from '../phone/types';
import { pictureUrl } from './call';
import type { InstanceHandler } from './call';
import { onGroup, tellUpdate } from './groups';
import { requireAdmin } from './roles';

type Switch = 'infoAdminsOnly' | 'messagesAdminsOnly';

/** Operations about what a group looks like and allows, by operationId. */
export const GROUP_SETTINGS_ROUTES: Record<string, InstanceHandler> = {
	setGroupSubject: changing(({ subject }: { subject: string }) => ({ subject })),
	setGroupDescription: changing(({ description }: { description: string }) => ({ description })),
	getGroupPicture: onGroup((call, { picture }) => ({ url: pictureUrl(call, picture) })),
	setGroupPicture: onGroup<{ file: FileParameter }>(async (call, group) => {
		requireEditor(call.phone, group);
		group.picture = await call.wawp.ground.pictures.upload(call.params.file);
		tellUpdate(call, group, { picture: pictureUrl(call, group.picture) });
	}),
	deleteGroupPicture: onGroup((call, group) => {
		requireEditor(call.phone, group);
		delete group.picture;
		tellUpdate(call, group, { picture: null });
	}),
	getGroupInfoAdminOnly: reading('infoAdminsOnly'),
	setGroupInfoAdminOnly: switching('infoAdminsOnly', (adminsOnly) => ({ membersCanEditInfo: !adminsOnly })),
	getGroupMessagesAdminOnly: reading('messagesAdminsOnly'),
	setGroupMessagesAdminOnly: switching('messagesAdminsOnly', (adminsOnly) => ({
		membersCanSendMessages: !adminsOnly,
	})),
};

function changing(changeOf: (params: never) => Partial<Group>): InstanceHandler {
	return onGroup((call, group) => {
		requireEditor(call.phone, group);
		const change = changeOf(call.params as never);
		Object.assign(group, change);
		tellUpdate(call, group, change);
	});
}

function requireEditor(phone: Phone, group: Group): void {
	if (group.infoAdminsOnly) requireAdmin(phone, group, 'edit its info');
}

function reading(name: Switch): InstanceHandler {
	return onGroup((_call, group) => ({ adminsOnly: group[name] }));
}

function switching(name: Switch, changeOf: (adminsOnly: boolean) => object): InstanceHandler {
	return onGroup<{ adminsOnly: boolean }>((call, group) => {
		requireAdmin(call.phone, group, 'change its settings');
		group[name] = call.params.adminsOnly;
		tellUpdate(call, group, changeOf(group[name]));
	});
}
