import { createHash } from 'node:crypto';

const INFO = {
	Chat: '',
	Sender: '',
	IsFromMe: true,
	IsGroup: false,
	AddressingMode: '',
	SenderAlt: '',
	RecipientAlt: '',
	BroadcastListOwner: '',
	BroadcastRecipients: null,
	ID: '',
	ServerID: 0,
	Type: '',
	PushName: '',
	Timestamp: '',
	Category: '',
	Multicast: false,
	MediaType: '',
	Edit: '',
	MsgBotInfo: { EditType: '', EditTargetID: '', EditSenderTimestampMS: '0001-01-01T00:00:00Z' },
	MsgMetaInfo: {
		TargetID: '',
		TargetSender: '',
		TargetChat: '',
		DeprecatedLIDSession: null,
		ThreadMessageID: '',
		ThreadMessageSenderJID: '',
	},
	VerifiedName: null,
	DeviceSentMeta: null,
};
const FLAGS = {
	IsEphemeral: false,
	IsViewOnce: false,
	IsViewOnceV2: false,
	IsViewOnceV2Extension: false,
	IsDocumentWithCaption: false,
	IsLottieSticker: false,
	IsBotInvoke: false,
	IsEdit: false,
	SourceWebMsg: null,
	UnavailableRequestID: '',
	RetryCount: 0,
	NewsletterMeta: null,
};
const WAVEFORM = 'PC86Ly45KUU+RD08RDpJOzlEQEc9XWBWYVxbTTlGPUY/PFg/Y1pPUlVhQEhGRl9aYD1AUj5fUExDM0U8PBkHAA==';

/** What one message of the GOWS engine is made of. */
interface GowsParts {
	/** The long id. */
	longId: string;
	chat: string;
	sender: string;
	id: string;
	at: number;
	isFromMe?: boolean;
	isGroup?: boolean;
	pushName?: string;
	senderAlt?: string;
	message: object;
}

/** An answer of the GOWS engine: the id as text, what WhatsApp sent below `_data`. */
export function gowsAnswer(parts: GowsParts): object {
	return { id: parts.longId, _data: gowsData(parts) };
}

/** What WhatsApp's own protocol says of a message. */
export function gowsData({ message, ...parts }: Omit<GowsParts, 'longId'>): object {
	const { chat, sender, id, at, isFromMe = true, isGroup = false, pushName = '', senderAlt = '' } = parts;
	const Info = {
		...INFO,
		Chat: chat,
		Sender: sender,
		IsFromMe: isFromMe,
		IsGroup: isGroup,
		SenderAlt: senderAlt,
		ID: id,
		PushName: pushName,
		Timestamp: new Date(at).toISOString(),
	};
	return { Info, Message: message, ...FLAGS, RawMessage: message };
}

/** A file as it lies encrypted on WhatsApp's servers. */
export interface GowsFile {
	id: string;
	mimetype: string | undefined;
	caption: string | undefined;
	bytes: Buffer | undefined;
}

/** The part that all kinds of media have. */
export function gowsMedia({ id, mimetype, caption, bytes }: GowsFile): object {
	const hash = createHash('sha256')
		.update(bytes ?? '')
		.digest('base64');
	const directPath = `/o1/v/t24/f2/m232/${id}.enc`;
	return {
		URL: `https://mmg.whatsapp.net${directPath}`,
		mimetype,
		...(caption !== undefined && { caption }),
		fileSHA256: hash,
		fileLength: bytes?.length,
		mediaKey: hash,
		fileEncSHA256: hash,
		directPath,
	};
}

/** A voice note. */
export function gowsVoice(file: GowsFile, seconds: number | undefined): object {
	return { audioMessage: { ...gowsMedia(file), seconds, PTT: true, waveform: WAVEFORM } };
}
