/** A number that is linked to Wassenger. The page shows its statuses at the instance with the same number. */
export interface WassengerDevice {
	/** Hexadecimal. */
	id: string;
	phone: string;
	alias: string;
	status: 'online' | 'offline';
}

/** The one account of Wassenger. Only the plan `platform` has statuses. */
export interface WassengerAccount {
	apiKey: string;
	devices: WassengerDevice[];
	plan?: 'platform' | 'basic';
}

/** The settings of `startSandbox` about Wassenger. */
export interface WassengerOptions {
	/** Default: a key for up to three devices with the numbers of the sandbox; the third is offline. */
	wassenger?: WassengerAccount;
}
