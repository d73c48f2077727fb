import { randomBytes } from 'node:crypto';
import { ApiError, forbidden } from '../errors';
import type { FileParameter } from '../../ground/media';
import { newAddress } from '../phone/addresses';
import type { Channel, ChannelPost } from '../phone/types';
import { CHANNEL_CATEGORIES, CHANNEL_COUNTRIES, CHANNEL_VIEWS } from '../seeds/channels';
import { always, pictureUrl, working } from './call';
import type { InstanceHandler, PhoneCall } from './call';
import { searchChannels } from './channelSearch';
import type { SearchParameters } from './channelSearch';
import { pageOf } from './paging';

interface OfChannel {
	id: string;
}

interface NewChannel {
	name: string;
	description: string;
	picture: FileParameter;
}

const PREVIEW_PAGE = 10;

/** Operations about channels, by operationId. */
export const CHANNEL_ROUTES: Record<string, InstanceHandler> = {
	listChannels: always((call: PhoneCall<{ role?: string }>) =>
		[...call.phone.channels.values()]
			.filter(({ role }) => role !== 'GUEST' && (call.params.role ?? role) === role)
			.map((channel) => channelBody(call, channel)),
	),
	getChannel: onChannel(channelBody),
	createChannel: working(createChannel),
	deleteChannel: onChannel(({ phone }, channel) => {
		if (channel.role !== 'OWNER') throw forbidden('Only its owner can delete a channel.');
		phone.channels.delete(channel.id);
		phone.chats.remove(channel.id);
	}),
	previewChannelMessages: onChannel<{ limit?: number }>(({ params }, channel) =>
		pageOf([...channel.posts].reverse(), { limit: params.limit ?? PREVIEW_PAGE }).map((post) =>
			postBody(channel, post),
		),
	),
	followChannel: onChannel((_call, channel) => {
		if (channel.role !== 'GUEST') return;
		channel.role = 'SUBSCRIBER';
		channel.subscribersCount += 1;
	}),
	unfollowChannel: onChannel((_call, channel) => {
		if (channel.role === 'OWNER') throw forbidden('Its owner cannot unfollow a channel.');
		if (channel.role === 'GUEST') return;
		channel.role = 'GUEST';
		channel.subscribersCount -= 1;
	}),
	muteChannel: muting(true),
	unmuteChannel: muting(false),
	searchChannels: working((call: PhoneCall<SearchParameters>) => {
		if (call.params.view === undefined && call.params.text === undefined) {
			throw new ApiError('rest_missing_callback_param', {
				message: 'Missing parameter(s): view or text',
				params: ['view', 'text'],
			});
		}
		const { page, channels } = searchChannels([...call.phone.channels.values()], call.params);
		return { page, channels: channels.map((channel) => channelBody(call, channel)) };
	}),
	listChannelViews: always(() => CHANNEL_VIEWS),
	listChannelCountries: always(() => CHANNEL_COUNTRIES),
	listChannelCategories: always(() => CHANNEL_CATEGORIES),
};

function onChannel<Params = unknown>(
	act: (call: PhoneCall<Params & OfChannel>, channel: Channel) => unknown,
): InstanceHandler {
	return working((call: PhoneCall<Params & OfChannel>) => act(call, call.phone.channel(call.params.id)));
}

function muting(muted: boolean): InstanceHandler {
	return onChannel((_call, channel) => {
		if (channel.role === 'GUEST') throw forbidden('Only a channel one follows can be muted.');
		channel.muted = muted;
	});
}

async function createChannel(call: PhoneCall<NewChannel>): Promise<object> {
	const { name, description, picture } = call.params;
	const channel: Channel = {
		id: `${newAddress()}@newsletter`,
		name,
		description,
		inviteCode: `0029Va${randomBytes(9).toString('hex')}`,
		picture: await call.wawp.ground.pictures.upload(picture),
		role: 'OWNER',
		verified: false,
		subscribersCount: 0,
		muted: false,
		country: 'GB',
		category: 'BUSINESS',
		posts: [],
	};
	call.phone.channels.set(channel.id, channel);
	return channelBody(call, channel);
}

function channelBody(call: Pick<PhoneCall, 'origin'>, channel: Channel): object {
	const { id, name, inviteCode, role, description, verified, subscribersCount, picture } = channel;
	const invite = `https://www.whatsapp.com/channel/${inviteCode}`;
	const url = pictureUrl(call, picture);
	return { id, name, invite, role, description, verified, subscribersCount, picture: url, preview: url };
}

function postBody({ id: channelId, role }: Channel, { id, at, text, reactions, views }: ChannelPost): object {
	const fromMe = role === 'OWNER';
	const message = {
		id: `${String(fromMe)}_${channelId}_${id}`,
		timestamp: Math.floor(at / 1000),
		from: channelId,
		fromMe,
		body: text,
		hasMedia: false,
		media: null,
	};
	return { reactions, message, viewCount: views };
}
