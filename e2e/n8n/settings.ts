/** The settings of a local n8n: SQLite, loopback only, nothing sent to or fetched from the network. */
import type { UserFolder } from './user-folder';

/** Parts of n8n that call home or cost time; the names are those of the pinned version. */
const UNUSED_MODULES = 'mcp-registry,insights,chat-hub,agents,instance-ai,breaking-changes,mcp';

/** Variables of the caller that would change what is started here. */
const FOREIGN =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL|VUE_APP_|EXTERNAL_|CREDENTIALS_|NODE_|JEST_|npm_|INIT_CWD$)/;

/** What differs from one n8n to the next. */
export interface Settings {
	folder: UserFolder;
	port: number;
	brokerPort: number;
	/** Not the pinned version: names that only that one knows are left out. */
	pinned: boolean;
	logLevel?: 'debug' | 'info';
	logFormat?: 'json' | 'text';
}

/** The environment for one n8n. */
export function settingsEnvironment(base: NodeJS.ProcessEnv, settings: Settings): NodeJS.ProcessEnv {
	const own = Object.entries(base).filter(([name]) => !FOREIGN.test(name));
	return {
		...Object.fromEntries(own),
		N8N_USER_FOLDER: settings.folder.path,
		N8N_ENCRYPTION_KEY: settings.folder.secrets.encryptionKey,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		N8N_PORT: String(settings.port),
		// A worker listens nowhere else.
		QUEUE_HEALTH_CHECK_PORT: String(settings.port),
		N8N_RUNNERS_BROKER_PORT: String(settings.brokerPort),
		N8N_LOG_LEVEL: settings.logLevel ?? 'info',
		N8N_LOG_FORMAT: settings.logFormat ?? 'text',
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		DB_TYPE: 'sqlite',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
		N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		...(settings.pinned ? { N8N_DISABLED_MODULES: UNUSED_MODULES } : {}),
	};
}
