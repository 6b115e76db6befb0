import { resolve } from 'node:path';
import { type CouchAddress, readCouchAddress } from './store/couchdb-address.ts';
import { LOOPBACK, readProxies } from './visitors.ts';

/** How this server runs. See SPEC 1.1. */
export type Settings = {
	port: number;
	host: string;
	/** Where everything is kept without a CouchDB: the database file and the key of the sessions. */
	dataDir: string;
	/** The Apache CouchDB that keeps the documents; undefined for SQLite in `dataDir`. */
	couch: CouchAddress | undefined;
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
	/** Bytes an attachment may have: all of it is in memory on its way to the disk. */
	attachmentBytes: number;
	/** Where a backup is put every night; without it there is none. */
	backupDir: string | undefined;
	/** How many of them are kept. */
	backupKeep: number;
	/** So many days after their last date contacts, and what was asked for and written with them, are deleted. */
	retentionDays: number;
	/** Whoever shows it may read `/metrics`; without it nobody may. */
	metricsToken: string | undefined;
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
	couch: undefined,
	quarter: 'hafencity',
	adminPassword: undefined,
	trustedProxy: LOOPBACK,
	sample: true,
	sessionSeconds: EIGHT_HOURS,
	attachmentBytes: 64 * MEGABYTE,
	backupDir: undefined,
	backupKeep: 14,
	retentionDays: 90,
	metricsToken: undefined
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

	const engine = given('SYNC_STORE');
	const couch = engine === undefined ? undefined : readCouchAddress(engine);
	if (engine !== undefined && !couch) return { wrong: 'SYNC_STORE must be empty (SQLite) or the address of an Apache CouchDB such as http://user:password@host:5984.' };

	const sample = given('SAMPLE') ?? 'on';
	if (sample !== 'on' && sample !== 'off') return { wrong: `SAMPLE must be on or off, not "${sample}".` };

	const adminPassword = env.ADMIN_PASSWORD || undefined;
	if (adminPassword && adminPassword.length < 12) return { wrong: 'ADMIN_PASSWORD must have at least 12 characters.' };

	const megabytes = Number(given('ATTACHMENT_MB') ?? defaults.attachmentBytes / MEGABYTE);
	if (!Number.isInteger(megabytes) || megabytes < 1 || megabytes > 256) return { wrong: `ATTACHMENT_MB must be a whole number from 1 to 256, not "${env.ATTACHMENT_MB}".` };

	const trustedProxy = given('TRUSTED_PROXY') ?? defaults.trustedProxy;
	if (!readProxies(trustedProxy)) return { wrong: `TRUSTED_PROXY must be none, or addresses and networks such as 127.0.0.1, 10.0.0.0/8 separated by commas, not "${trustedProxy}".` };

	const dataDir = given('DATA_DIR') ?? defaults.dataDir;
	const backupDir = given('BACKUP_DIR');
	if (backupDir && resolve(backupDir) === resolve(dataDir)) return { wrong: 'BACKUP_DIR must be another folder than DATA_DIR, best on another disk.' };
	if (backupDir && couch) return { wrong: 'BACKUP_DIR is for SQLite; with SYNC_STORE the documents are backed up where CouchDB keeps them.' };
	const backupKeep = Number(given('BACKUP_KEEP') ?? defaults.backupKeep);
	if (!Number.isInteger(backupKeep) || backupKeep < 1 || backupKeep > MOST_BACKUPS) {
		return { wrong: `BACKUP_KEEP must be a number from 1 to ${MOST_BACKUPS} (contacts must not outlive their time), not "${env.BACKUP_KEEP}".` };
	}

	const retentionDays = Number(given('RETENTION_DAYS') ?? defaults.retentionDays);
	if (!Number.isInteger(retentionDays) || retentionDays < 1 || retentionDays > 3650) return { wrong: `RETENTION_DAYS must be a number from 1 to 3650, not "${env.RETENTION_DAYS}".` };

	const metricsToken = env.METRICS_TOKEN || undefined;
	if (metricsToken && !/^[\x21-\x7e]{16,}$/.test(metricsToken)) return { wrong: 'METRICS_TOKEN must have at least 16 characters, without spaces.' };

	const attachmentBytes = megabytes * MEGABYTE;
	return { settings: { ...defaults, port, host, dataDir, couch, quarter, adminPassword, trustedProxy, sample: sample === 'on', attachmentBytes, backupDir, backupKeep, retentionDays, metricsToken } };
}
