import type { Channel, ChannelPost } from '../phone/types';
import { fixedId } from '../../ground/ids';

type Seed = Pick<Channel, 'name' | 'description' | 'country' | 'category'> & Partial<Channel>;

const HOUR_MS = 3_600_000;

/** Views a search can use. */
export const CHANNEL_VIEWS = [
	{ value: 'RECOMMENDED', name: 'Recommended' },
	{ value: 'TRENDING', name: 'Trending' },
	{ value: 'POPULAR', name: 'Popular' },
	{ value: 'NEW', name: 'New' },
];

/** Countries a search can use. */
export const CHANNEL_COUNTRIES = [
	{ code: 'GB', name: 'United Kingdom' },
	{ code: 'EG', name: 'Egypt' },
	{ code: 'DE', name: 'Germany' },
	{ code: 'US', name: 'United States' },
];

/** Categories a search can use. */
export const CHANNEL_CATEGORIES = [
	{ value: 'BUSINESS', name: 'Business' },
	{ value: 'SPORTS', name: 'Sports' },
	{ value: 'NEWS', name: 'News & Information' },
	{ value: 'LIFESTYLE', name: 'Lifestyle' },
];

const KNOWN: Seed[] = [
	{
		id: '123123123123@newsletter',
		inviteCode: '0029VaCornerShopNews0001',
		name: 'Corner Shop News',
		description: 'Offers of the week',
		country: 'GB',
		category: 'BUSINESS',
		role: 'OWNER',
		picture: 'picture.png',
		subscribersCount: 1520,
	},
	{
		id: '120363111111111111@newsletter',
		inviteCode: '0029VaCityWeatherUk00002',
		name: 'City Weather',
		description: 'Rain or not, every morning',
		country: 'GB',
		category: 'NEWS',
		role: 'SUBSCRIBER',
		verified: true,
		subscribersCount: 48_200,
	},
];

const TOPICS = ['Football', 'Bakery', 'Startup', 'Garden', 'Travel', 'Music'];
const POSTS = ['Opening hours have changed', 'Three new things this week', 'Thank you for following'];

/** Two channels the own number takes part in, and 24 public ones: each topic in each country. */
export function seedChannels(now: number): Channel[] {
	return [...KNOWN, ...publicChannels()].map((seed, index) => channelOf(seed, index, now));
}

function publicChannels(): Seed[] {
	return CHANNEL_COUNTRIES.flatMap(({ code, name }, country) =>
		TOPICS.map((topic, index) => ({
			name: `${topic} ${name}`,
			description: `${topic} in ${name}, week by week`,
			country: code,
			category: CHANNEL_CATEGORIES[(index + country) % CHANNEL_CATEGORIES.length]?.value ?? 'NEWS',
			subscribersCount: 900 + 137 * index + 41 * country,
		})),
	);
}

function channelOf(seed: Seed, index: number, now: number): Channel {
	const number = String(index).padStart(6, '0');
	const channel = {
		id: `120363222222${number}@newsletter`,
		inviteCode: `0029VaPublic000000${number}`,
		role: 'GUEST' as const,
		verified: false,
		subscribersCount: 0,
		muted: false,
		...seed,
	};
	return { ...channel, posts: POSTS.map((text, place) => post(channel.id, text, place, now)) };
}

function post(channelId: string, text: string, place: number, now: number): ChannelPost {
	const at = now - (POSTS.length - place) * 7 * HOUR_MS;
	return { id: fixedId(channelId, place), at, text, reactions: { '👍': 10 + place }, views: 120 + 7 * place };
}
