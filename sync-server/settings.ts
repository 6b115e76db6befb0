import { resolve } from 'node:path';
import { LOOPBACK, readProxies } from './visitors.ts';

/** How this server runs. See SPEC 1.1. */
export type Settings = {
	port: number;
	host: string;
	/** Where everything is kept: the database file and the key of the sessions. */
	dataDir: string;
	/** The tenant: names its two databases. */
	quarter: string;
	/** With a password, the server administrator `admin` exists. */
	adminPassword: string | undefined;
	/** Reverse proxies whose word about their visitors is believed; see `readProxies`. */
	trustedProxy: string;
	/** Whether a new quarter starts with sample content. */
	sample: boolean;
	/** How long a session lasts after its last use. */
	sessionSeconds: number;
	/** Where a backup is put every night; without it there is none. */
	backupDir: string | undefined;
	/** How many of them are kept. */
	backupKeep: number;
	/** Whoever shows it may read `/metrics`; without it nobody may. */
	metricsToken: string | undefined;
	/** Bytes an attachment may have: all of it is in memory on its way to the disk. */
	attachmentBytes: number;
};

/**
 * A contact is deleted from the server when its time has come, and from the last backup this many nights later. More would
 * break the promise made to residents.
 */
export const MOST_BACKUPS = 30;

const EIGHT_HOURS = 8 * 60 * 60;
const MEGABYTE = 1024 * 1024;

/** The settings of a server for which the environment says nothing. */
export const defaults: Settings = {
	port: 8080,
	host: '127.0.0.1',
	dataDir: './data',
	quarter: 'hafencity',
	adminPassword: undefined,
	trustedProxy: LOOPBACK,
	sample: true,
	sessionSeconds: EIGHT_HOURS,
	backupDir: undefined,
	backupKeep: 14,
	metricsToken: undefined,
	attachmentBytes: 64 * MEGABYTE
};

type Environment = Record<string, string | undefined>;

/**
 * Reads the settings from the environment; an empty variable counts as absent.
 * @returns the settings, or the sentence that says which value is wrong and what it may be.
 */
export function readSettings(env: Environment): { settings: Settings; wrong?: undefined } | { wrong: string; settings?: undefined } {
	const given = (name: string) => env[name]?.trim() || undefined;

	const port = Number(given('PORT') ?? defaults.port);
	if (!Number.isInteger(port) || port < 0 || port > 65_535) return { wrong: `PORT must be a number from 0 to 65535, not "${env.PORT}".` };

	const host = given('HOST') ?? defaults.host;
	if (!/^[A-Za-z0-9.:_-]+$/.test(host)) return { wrong: `HOST must be a host name or an address such as 127.0.0.1, not "${host}".` };

	const quarter = given('QUARTER') ?? defaults.quarter;
	if (!/^[a-z][a-z0-9-]{0,39}$/.test(quarter)) {
		return { wrong: `QUARTER must be 1 to 40 small letters, digits and hyphens, beginning with a letter, not "${quarter}".` };
	}

	const engine = wrongEngine(given('SYNC_STORE'));
	if (engine) return { wrong: engine };

	const sample = given('SAMPLE') ?? 'on';
	if (sample !== 'on' && sample !== 'off') return { wrong: `SAMPLE must be on or off, not "${sample}".` };

	const adminPassword = env.ADMIN_PASSWORD || undefined;
	if (adminPassword && adminPassword.length < 12) return { wrong: 'ADMIN_PASSWORD must have at least 12 characters.' };

	const trustedProxy = given('TRUSTED_PROXY') ?? defaults.trustedProxy;
	if (!readProxies(trustedProxy)) return { wrong: `TRUSTED_PROXY must be none, or addresses and networks such as 127.0.0.1, 10.0.0.0/8 separated by commas, not "${trustedProxy}".` };

	const megabytes = Number(given('ATTACHMENT_MB') ?? defaults.attachmentBytes / MEGABYTE);
	if (!Number.isInteger(megabytes) || megabytes < 1 || megabytes > 256) return { wrong: `ATTACHMENT_MB must be a whole number from 1 to 256, not "${env.ATTACHMENT_MB}".` };

	const dataDir = given('DATA_DIR') ?? defaults.dataDir;
	const { keeping, wrong } = readKeeping(given, dataDir);
	if (wrong !== undefined) return { wrong };

	return { settings: { ...defaults, ...keeping, port, host, dataDir, quarter, adminPassword, trustedProxy, sample: sample === 'on', attachmentBytes: megabytes * MEGABYTE } };
}

type Keeping = Pick<Settings, 'backupDir' | 'backupKeep' | 'metricsToken'>;

/** What concerns backups and who may watch. */
function readKeeping(given: (name: string) => string | undefined, dataDir: string): { keeping: Keeping; wrong?: undefined } | { wrong: string; keeping?: undefined } {
	const backupDir = given('BACKUP_DIR');
	if (backupDir && resolve(backupDir) === resolve(dataDir)) return { wrong: 'BACKUP_DIR must be another folder than DATA_DIR, best on another disk.' };
	const backupKeep = Number(given('BACKUP_KEEP') ?? defaults.backupKeep);
	if (!Number.isInteger(backupKeep) || backupKeep < 1 || backupKeep > MOST_BACKUPS) {
		return { wrong: `BACKUP_KEEP must be a number from 1 to ${MOST_BACKUPS} (contacts must not outlive their time), not "${given('BACKUP_KEEP')}".` };
	}
	const metricsToken = given('METRICS_TOKEN');
	if (metricsToken && !/^[\x21-\x7e]{16,}$/.test(metricsToken)) return { wrong: 'METRICS_TOKEN must have at least 16 characters, without spaces.' };
	return { keeping: { backupDir, backupKeep, metricsToken } };
}

function wrongEngine(address: string | undefined): string | undefined {
	if (!address) return undefined;
	if (/^https?:\/\//.test(address)) return 'SYNC_STORE names an Apache CouchDB, which this version cannot use yet; leave it empty for SQLite.';
	return `SYNC_STORE must be empty (SQLite) or begin with http:// or https://, not "${address}".`;
}
