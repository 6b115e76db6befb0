import type { Words } from '../entry.ts';

/** What one usually needs to bring, named once. */
export const papers = {
	identity: ['Personalausweis, Pass oder Aufenthaltstitel', 'Ihren Ausweis', 'Identity card, passport or residence permit'],
	income: ['Nachweise über Ihr Einkommen', 'Papiere über Ihr Geld. Zum Beispiel: die Lohn·abrechnung.', 'Proof of your income'],
	rent: ['Mietvertrag und letzte Mietabrechnung', 'Den Miet·vertrag', 'Rental contract and latest statement'],
	account: ['Kontoauszüge der letzten Monate', 'Ihre Konto·auszüge', 'Bank statements of the last months'],
	iban: ['Bankverbindung (IBAN)', 'Ihre IBAN. Das ist die Nummer von Ihrem Konto.', 'Bank details (IBAN)'],
	birth: ['Geburtsurkunde des Kindes', 'Die Geburts·urkunde von Ihrem Kind', 'Birth certificate of the child'],
	taxNumber: ['Steuer-Identifikationsnummern', 'Ihre Steuer·nummer und die von Ihrem Kind', 'Tax identification numbers'],
	decision: ['Bescheid über Ihre Sozialleistung', 'Den Brief vom Amt über Ihr Geld', 'Decision letter about your benefit'],
	letters: ['Alle Briefe zum Thema, auch ungeöffnete', 'Alle Briefe. Auch Briefe, die noch zu sind.', 'All letters about it, unopened ones too'],
	insuranceCard: ['Gesundheitskarte der Krankenkasse', 'Ihre Karte von der Kranken·kasse', 'Health insurance card'],
	medical: ['Berichte von Ärztinnen, Ärzten und Kliniken', 'Briefe vom Arzt oder vom Krankenhaus', 'Reports from doctors and hospitals'],
	doctorsNote: ['Bescheinigung der Ärztin oder des Arztes', 'Ein Papier vom Arzt', 'Doctor’s certificate'],
	pension: ['Rentenbescheid oder Rentenauskunft', 'Den Brief über Ihre Rente', 'Pension notice or pension information'],
	workContract: ['Arbeitsvertrag und Kündigung', 'Den Arbeits·vertrag. Und die Kündigung.', 'Employment contract and notice of dismissal'],
	registration: ['Meldebestätigung', 'Ein Papier mit Ihrer Adresse. Es heißt: Melde·bestätigung.', 'Proof of registered address'],
	school: ['Schul- oder Ausbildungsbescheinigung', 'Ein Papier von der Schule', 'Certificate from school or training'],
	death: ['Sterbeurkunde', 'Die Sterbe·urkunde', 'Death certificate'],
	photo: ['Passbild', 'Ein Foto von Ihnen', 'Passport photo'],
	contract: ['Verträge und Rechnungen', 'Die Verträge und die Rechnungen', 'Contracts and bills'],
	questions: ['Ihre Fragen, am besten aufgeschrieben', 'Ihre Fragen. Schreiben Sie die Fragen vorher auf.', 'Your questions, best written down']
} as const satisfies Record<string, Words>;
