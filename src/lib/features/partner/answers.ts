import { m } from '#lib/paraglide/messages.js';

/** What a partner can say to a date that was asked for. */
export const answers = ['confirm', 'decline', 'offer', 'cancel', 'message'] as const;
export type Answer = (typeof answers)[number];

/** The words of each: on the button that chooses it, on the one that sends it, and over what is written. */
export const words = {
	confirm: { choose: m.desk_confirm, send: m.desk_confirm_send, label: m.desk_message },
	decline: { choose: m.desk_decline, send: m.desk_decline_send, label: m.desk_reason },
	offer: { choose: m.desk_offer, send: m.desk_offer_send, label: m.desk_message },
	cancel: { choose: m.desk_take_back, send: m.desk_take_back_send, label: m.desk_reason },
	message: { choose: m.desk_talk_write, send: m.desk_talk_send, label: m.desk_talk_text }
};

/** Whether it can be said to all open dates of an ask at once. */
export const isForAll = (answer: Answer) => answer === 'confirm' || answer === 'decline';
