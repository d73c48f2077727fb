/** One entry of a list of choices. */
const choice = (name: string, value: string) => ({ name, value });

/** How far a message came, by WAHA's names of the levels. */
export const ACK_LEVELS = [
	choice('Delivered', 'DEVICE'),
	choice('Error', 'ERROR'),
	choice('Pending', 'PENDING'),
	choice('Played', 'PLAYED'),
	choice('Read', 'READ'),
	choice('Sent', 'SERVER'),
];

/** Kinds of chats, as the field `chatType` names them. */
export const CHAT_TYPES = [
	choice('Broadcast List', 'broadcast'),
	choice('Channel', 'channel'),
	choice('Group', 'group'),
	choice('Private', 'private'),
	choice('Status', 'status'),
];

/** Kinds of messages, as the field `type` names them. */
export const MESSAGE_TYPES = [
	choice('Audio', 'audio'),
	choice('Button Reply', 'buttonReply'),
	choice('Buttons', 'buttons'),
	choice('Contact', 'contact'),
	choice('Document', 'document'),
	choice('Event', 'event'),
	choice('Event Response', 'eventResponse'),
	choice('Group Invite', 'groupInvite'),
	choice('Image', 'image'),
	choice('List', 'list'),
	choice('List Reply', 'listReply'),
	choice('Location', 'location'),
	choice('Order', 'order'),
	choice('Poll', 'poll'),
	choice('Poll Vote', 'pollVote'),
	choice('Product', 'product'),
	choice('Reaction', 'reaction'),
	choice('Sticker', 'sticker'),
	choice('Text', 'text'),
	choice('Unknown', 'unknown'),
	choice('Video', 'video'),
	choice('Voice', 'voice'),
];

/** What can happen to a reaction. */
export const REACTION_CHANGES = [choice('Added', 'added'), choice('Removed', 'removed')];

/** States of a session (WAHA). */
export const SESSION_STATES = [
	choice('Failed', 'FAILED'),
	choice('Passkey Confirmation Required', 'PASSKEY_CONFIRMATION_REQUIRED'),
	choice('Passkey Required', 'PASSKEY_REQUIRED'),
	choice('Scan QR Code', 'SCAN_QR_CODE'),
	choice('Starting', 'STARTING'),
	choice('Stopped', 'STOPPED'),
	choice('Working', 'WORKING'),
];
