import { m } from '#lib/paraglide/messages.js';
import type { Role } from '#lib/sync/colleagues.ts';

const words: Record<Role, () => string> = { manager: m.desk_role_manager, staff: m.desk_role_staff, volunteer: m.desk_role_volunteer, partner: m.partner_role };

/** What somebody is at the office. */
export const roleWord = (role: Role | undefined): string => (role ? words[role] : m.desk_role_none)();
