import { hashOf } from '#lib/kernel/ids.ts';

/**
 * What opens the private calendar of an ask, and nothing else: calendar programs cannot send headers, and a receipt never
 * stands in an address. It comes of what the server keeps of the receipt, and neither the receipt nor that follows from it.
 * @param receiptHash SHA-256 of the receipt, hex.
 */
export const calendarKeyOf = (receiptHash: string): Promise<string> => hashOf(`calendar ${receiptHash}`);

/** The same, for who holds the receipt. */
export const calendarKey = async (receipt: string): Promise<string> => calendarKeyOf(await hashOf(receipt));

/** The address of that calendar on the server. */
export const calendarPath = (quarter: string, ask: string, key: string): string => `/api/${quarter}/receipts/${ask}/calendar.ics?key=${key}`;
