import { m } from '#lib/paraglide/messages.js';
import type { AuditEntry } from '#lib/sync/colleagues.ts';
import { roleWord } from './role-words.ts';

type Values = { on: string; role: string; count: number; list: string };

const sentences: Record<string, (values: Values) => string> = {
	'account-made': m.desk_audit_account_made,
	'account-changed': m.desk_audit_account_changed,
	'account-removed': m.desk_audit_account_removed,
	'link-made': m.desk_audit_link_made,
	'link-withdrawn': m.desk_audit_link_withdrawn,
	'password-changed': m.desk_audit_password_changed,
	'password-reset': m.desk_audit_password_reset,
	'sign-in-failed': m.desk_audit_sign_in_failed,
	'database-made': m.desk_audit_database_made,
	'database-removed': m.desk_audit_database_removed,
	'security-changed': m.desk_audit_security_changed,
	purged: m.desk_audit_purged,
	restored: m.desk_audit_restored,
	'sample-removed': m.desk_audit_sample_removed
};

/** What happened, in one line; who did it stands beside it. An act of a newer server is told as one nobody knows here. */
export function auditSentence({ act, on, role, count, counts }: AuditEntry): string {
	const list = Object.entries(counts ?? {}).map(([name, times]) => `${name || m.desk_audit_unknown_name()} ${times}`);
	return (sentences[act] ?? m.desk_audit_other)({ on: on ?? roleWord(role), role: roleWord(role), count: count ?? 0, list: list.join(', ') });
}
