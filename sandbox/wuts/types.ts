/** The one user of WUTS. */
export interface WutsAccount {
	/** A UUID, version 4. */
	apiToken: string;
	connected?: boolean;
	/** Default: the first number of the sandbox, where the page shows the statuses. */
	phone?: string;
}

/** The settings of `startSandbox` about WUTS. */
export interface WutsOptions {
	/** Default: a token, connected. */
	wuts?: WutsAccount;
}
