import { type Booking, depositState, feeState, shownPrice } from './rules.ts';
import { sumWord } from './words.ts';
import { m } from '#lib/paraglide/messages.js';

/** Cents as a German spreadsheet reads a number. */
const decimal = (cents: number | undefined) => (cents === undefined ? '' : (cents / 100).toFixed(2).replace('.', ','));

/**
 * Fees and deposits as rows for the treasurer, the headings first; who asked is not in it.
 * @param placeOf the words for a room.
 */
export function sumRows(bookings: readonly Booking[], placeOf: (room: string) => string): string[][] {
	return [
		[
			m.letting_col_day(), m.letting_sheet_room(), m.letting_sheet_user(), m.letting_fee(), m.letting_col_state(), m.letting_fee_paid(),
			m.letting_deposit(), m.letting_col_state(), m.letting_deposit_paid(), m.letting_deposit_returned(), m.letting_deposit_kept()
		],
		...bookings.map(({ request, letting }) => {
			const { fee = shownPrice(request), feePaidOn, deposit, depositPaidOn, depositReturnedOn, depositKept } = letting ?? {};
			return [
				request.date, placeOf(request.room), request.group ?? request.purpose, decimal(fee), sumWord(feeState({ fee, feePaidOn })), feePaidOn ?? '',
				decimal(deposit), sumWord(depositState({ deposit, depositPaidOn, depositReturnedOn })), depositPaidOn ?? '', depositReturnedOn ?? '', decimal(depositKept)
			];
		})
	];
}
