import type { FileParameter } from '../../ground/media';
import { accountOf } from '../instances';
import { always, pictureUrl, working } from './call';
import type { InstanceHandler, PhoneCall } from './call';

/** Operations about the own profile, by operationId. */
export const PROFILE_ROUTES: Record<string, InstanceHandler> = {
	getProfile: always((call) => {
		const { id, pushName } = accountOf(call.instance);
		return { id, picture: pictureUrl(call, call.phone.picture), name: pushName };
	}),
	setProfileName: working(({ instance, params }: PhoneCall<{ name: string }>) => {
		instance.pushName = params.name;
	}),
	setProfileStatus: working(({ phone, params }: PhoneCall<{ status: string }>) => {
		phone.about = params.status;
	}),
	setProfilePicture: working(async ({ wawp, phone, params }: PhoneCall<{ file: FileParameter }>) => {
		phone.picture = await wawp.ground.pictures.upload(params.file);
	}),
	deleteProfilePicture: working(({ phone }) => {
		phone.picture = undefined;
	}),
};
