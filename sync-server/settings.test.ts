import { expect, test } from 'vitest';
import { defaults, readSettings } from './settings.ts';

test('S1.1 each setting has a default, and an empty one counts as absent', () => {
	expect(readSettings({})).toEqual({ settings: defaults });
	expect(readSettings({ PORT: '', HOST: ' ', QUARTER: '', SYNC_STORE: '', ADMIN_PASSWORD: '', SAMPLE: '', DATA_DIR: '', TRUSTED_PROXY: '' })).toEqual({ settings: defaults });
	expect(readSettings({ PORT: '0', HOST: '::', QUARTER: 'ost-2', ADMIN_PASSWORD: 'zwölf zeichen', SAMPLE: 'off', DATA_DIR: '/x', ATTACHMENT_MB: '2' })).toEqual({
		settings: { ...defaults, port: 0, host: '::', quarter: 'ost-2', adminPassword: 'zwölf zeichen', sample: false, dataDir: '/x', attachmentBytes: 2_097_152 }
	});
});

test.each([
	['PORT', 'achtzig'],
	['PORT', '70000'],
	['PORT', '-1'],
	['PORT', '80.5'],
	['HOST', 'http://x'],
	['QUARTER', 'HafenCity'],
	['QUARTER', '../x'],
	['QUARTER', '_users'],
	['QUARTER', 'x'.repeat(41)],
	['SYNC_STORE', 'postgres://x'],
	['SYNC_STORE', 'http://'],
	['SYNC_STORE', 'http://office:geheimes%2@127.0.0.1:5984'],
	['SYNC_STORE', 'http://127.0.0.1:5984/?x=1'],
	['SAMPLE', 'ja'],
	['ATTACHMENT_MB', '0'],
	['ATTACHMENT_MB', '1.5'],
	['ATTACHMENT_MB', '300'],
	['TRUSTED_PROXY', 'der da'],
	['TRUSTED_PROXY', '10.0.0.0/64'],
	['ADMIN_PASSWORD', 'kurz'],
	['BACKUP_DIR', './data/'],
	['BACKUP_KEEP', '0'],
	['BACKUP_KEEP', '31'],
	['BACKUP_KEEP', 'alle'],
	['METRICS_TOKEN', 'kurz'],
	['METRICS_TOKEN', 'mit Leerzeichen und lang']
])('S1.1 %s=%s is refused in one sentence that names it and never repeats a password', (name, value) => {
	const { wrong } = readSettings({ [name]: value });
	expect(wrong).toMatch(new RegExp(`^${name} [^\n]+\\.$`));
	if (name === 'ADMIN_PASSWORD' || name === 'METRICS_TOKEN') expect(wrong).not.toContain(value);
	expect(wrong).not.toContain('geheim');
});

test('S7.1 the address of a CouchDB, with credentials that are not shown', () => {
	const { settings } = readSettings({ SYNC_STORE: 'https://office:ge%40heim%3A1@couch.example:6984/behind/' });
	expect(settings?.couch).toEqual({
		base: 'https://couch.example:6984/behind',
		host: 'couch.example:6984',
		authorization: `Basic ${btoa('office:ge@heim:1')}`
	});
	expect(readSettings({ SYNC_STORE: 'http://127.0.0.1:5984' }).settings?.couch).toEqual({ base: 'http://127.0.0.1:5984', host: '127.0.0.1:5984' });
	expect(readSettings({ SYNC_STORE: 'http://127.0.0.1:5984', BACKUP_DIR: '/elsewhere' }).wrong).toMatch(/^BACKUP_DIR /);
});
