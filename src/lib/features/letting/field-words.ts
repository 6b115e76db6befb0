import { m } from '#lib/paraglide/messages.js';
import { naming } from '#lib/ui/failure-words.ts';

/** What is wrong with a field of the form about contract, money and key. */
export const sentence = naming({
	contractOn: m.letting_contract_on,
	contractHow: m.letting_contract_how,
	fee: m.letting_fee,
	feePaidOn: m.letting_fee_paid,
	deposit: m.letting_deposit,
	depositPaidOn: m.letting_deposit_paid,
	depositKept: m.letting_deposit_kept,
	depositReturnedOn: m.letting_deposit_returned,
	keyDate: m.letting_key_date,
	keyTime: m.letting_key_time,
	keyPerson: m.letting_key_person,
	keyNumber: m.letting_key_number,
	returnDate: m.letting_return_date,
	returnTime: m.letting_return_time,
	returnPerson: m.letting_return_person
});
