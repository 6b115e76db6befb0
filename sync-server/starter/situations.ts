import { type Words, entry, text } from './entry.ts';

/** A situation: how a person would put it, and everyday words that lead there. */
const phrases = {
	notfall: [['Es ist ein Notfall', 'Es ist ein Not·fall.', 'It is an emergency'], ['Lebensgefahr', 'Unfall', 'Feuer', 'Polizei', 'Rettungswagen']],
	arzt: [['Ich brauche jetzt einen Arzt', 'Ich brauche jetzt einen Arzt.', 'I need a doctor now'], ['Schmerzen', 'Fieber', 'Wochenende', 'nachts', 'Apotheke', 'Zahnschmerzen']],
	miete: [['Ich kann meine Miete nicht zahlen', 'Ich kann meine Miete nicht bezahlen.', 'I cannot pay my rent'], ['Mietschulden', 'Mietrückstand', 'Nebenkosten', 'Nachzahlung', 'Heizkosten']],
	kuendigung: [
		['Ich verliere meine Wohnung', 'Ich muss aus meiner Wohnung raus.', 'I am losing my home'],
		['Kündigung', 'Räumung', 'Räumungsklage', 'Gerichtsvollzieher', 'obdachlos', 'Straße']
	],
	wohnungssuche: [
		['Ich finde keine Wohnung, die ich bezahlen kann', 'Ich suche eine günstige Wohnung.', 'I cannot find a home I can afford'],
		['Wohnungssuche', 'Sozialwohnung', 'Wohnberechtigungsschein', 'umziehen', 'zu klein']
	],
	vermieter: [
		['Ich habe Ärger mit meinem Vermieter', 'Ich habe Streit mit meinem Vermieter.', 'I have trouble with my landlord'],
		['Schimmel', 'Heizung kaputt', 'Mieterhöhung', 'Kaution', 'Eigenbedarf', 'Nebenkostenabrechnung']
	],
	'kein-geld': [
		['Mein Geld reicht nicht bis zum Monatsende', 'Ich habe zu wenig Geld.', 'My money does not last the month'],
		['arm', 'pleite', 'Stütze', 'Sozialhilfe', 'Essen', 'kein Geld']
	],
	schulden: [
		['Ich habe Schulden und öffne keine Briefe mehr', 'Ich habe Schulden.', 'I am in debt and no longer open my letters'],
		['Inkasso', 'Mahnung', 'Pfändung', 'Kredit', 'Insolvenz', 'Konto gesperrt', 'Strom abgestellt']
	],
	arbeitslos: [
		['Ich habe meine Arbeit verloren', 'Ich habe keine Arbeit mehr.', 'I have lost my job'],
		['gekündigt', 'arbeitslos', 'Job weg', 'Firma pleite', 'entlassen', 'Stempelgeld']
	],
	arbeitssuche: [
		['Ich suche Arbeit oder eine Ausbildung', 'Ich suche Arbeit oder eine Ausbildung.', 'I am looking for work or training'],
		['Job', 'Lehre', 'Bewerbung', 'Umschulung', 'Weiterbildung', 'Praktikum']
	],
	'aerger-arbeit': [
		['Ich werde bei der Arbeit unfair behandelt', 'Mein Chef behandelt mich schlecht.', 'I am treated unfairly at work'],
		['Lohn nicht bezahlt', 'Überstunden', 'Abmahnung', 'Mobbing', 'Chef', 'Kündigung']
	],
	baby: [['Wir bekommen ein Kind', 'Wir bekommen ein Baby.', 'We are having a baby'], ['schwanger', 'Geburt', 'Hebamme', 'Elternzeit', 'Schwangerschaft']],
	alleinerziehend: [
		['Ich erziehe mein Kind allein', 'Ich bin mit meinem Kind allein.', 'I am raising my child on my own'],
		['alleinerziehend', 'Unterhalt', 'Vater zahlt nicht', 'Mutter zahlt nicht', 'Ex']
	],
	familiengeld: [
		['Wir haben Kinder und das Geld ist knapp', 'Wir haben Kinder und wenig Geld.', 'We have children and money is tight'],
		['Kindergeld', 'Klassenfahrt', 'Schulsachen', 'Familie', 'Taschengeld', 'Verein']
	],
	betreuung: [
		['Ich suche Betreuung für mein Kind', 'Ich suche einen Kita-Platz.', 'I am looking for childcare'],
		['Kita', 'Krippe', 'Tagesmutter', 'Hort', 'Kindergarten', 'Babysitter']
	],
	erziehung: [
		['Wir kommen mit unserem Kind nicht mehr klar', 'Wir haben viel Streit mit unserem Kind.', 'We can no longer cope with our child'],
		['Erziehung', 'Streit', 'Pubertät', 'Jugendamt', 'Überforderung', 'Trotz']
	],
	schule: [
		['Mein Kind hat Probleme in der Schule', 'Mein Kind hat Probleme in der Schule.', 'My child has problems at school'],
		['Nachhilfe', 'Mobbing', 'schwänzen', 'schlechte Noten', 'Lernschwäche']
	],
	jugend: [
		['Ich bin jung und weiß nicht weiter', 'Ich bin jung und brauche Hilfe.', 'I am young and do not know what to do'],
		['Kummer', 'Stress mit Eltern', 'Liebeskummer', 'weggelaufen', 'Mobbing', 'Jugendliche']
	],
	trennung: [
		['Wir trennen uns', 'Wir trennen uns.', 'We are separating'],
		['Scheidung', 'Sorgerecht', 'Umgang', 'Ehe', 'Unterhalt', 'Paarberatung']
	],
	krank: [
		['Ich bin lange krank und kann nicht arbeiten', 'Ich bin schon lange krank.', 'I have been ill for a long time and cannot work'],
		['krankgeschrieben', 'Reha', 'Kur', 'Arbeitsunfall', 'Burnout', 'Krebs']
	],
	unversichert: [
		['Ich habe keine Krankenversicherung', 'Ich habe keine Kranken·versicherung.', 'I have no health insurance'],
		['nicht versichert', 'ohne Papiere', 'Krankenkasse', 'Arztrechnung']
	],
	behinderung: [
		['Ich lebe mit einer Behinderung und brauche Unterstützung', 'Ich habe eine Behinderung und brauche Hilfe.', 'I live with a disability and need support'],
		['behindert', 'Rollstuhl', 'blind', 'gehörlos', 'Assistenz', 'Ausweis', 'Inklusion']
	],
	pflege: [
		['Meine Mutter kommt nicht mehr allein zurecht', 'Meine Mutter braucht Pflege.', 'My mother can no longer manage on her own'],
		['Pflege', 'Pflegegrad', 'Demenz', 'Heim', 'Pflegedienst', 'Eltern', 'Vater']
	],
	alter: [
		['Meine Rente reicht nicht', 'Meine Rente ist zu klein.', 'My pension is not enough'],
		['Altersarmut', 'Rentner', 'Rentnerin', 'alt', 'Rentenantrag']
	],
	einsam: [
		['Ich fühle mich allein', 'Ich bin oft allein.', 'I feel lonely'],
		['einsam', 'niemand zum Reden', 'Kontakt', 'Besuch', 'traurig']
	],
	seele: [
		['Mir geht es seelisch sehr schlecht', 'Mir geht es sehr schlecht.', 'I am in a very bad state of mind'],
		['Depression', 'Angst', 'Panik', 'Suizid', 'Selbstmord', 'Krise', 'nicht mehr leben']
	],
	gewalt: [
		['Ich werde zu Hause geschlagen oder bedroht', 'Jemand schlägt mich oder macht mir Angst.', 'I am being hit or threatened at home'],
		['häusliche Gewalt', 'Schläge', 'Stalking', 'Frauenhaus', 'Missbrauch', 'Angst vor Partner']
	],
	opfer: [
		['Ich bin Opfer einer Straftat geworden', 'Jemand hat mir etwas Schlimmes getan.', 'I have become the victim of a crime'],
		['Überfall', 'Einbruch', 'Betrug', 'Vergewaltigung', 'Anzeige', 'Enkeltrick', 'Diebstahl', 'Karte weg']
	],
	sucht: [
		['Ich komme vom Trinken oder Spielen nicht los', 'Ich trinke zu viel oder ich spiele zu viel.', 'I cannot stop drinking or gambling'],
		['Alkohol', 'Drogen', 'Glücksspiel', 'Kiffen', 'Tabletten', 'Rauchen', 'Entzug']
	],
	'neu-hier': [
		['Ich bin neu in Deutschland', 'Ich bin neu in Deutschland.', 'I am new in Germany'],
		['Aufenthalt', 'Asyl', 'Deutschkurs', 'Visum', 'Flüchtling', 'Anerkennung', 'Migration']
	],
	studium: [
		['Ich will lernen und brauche Geld dafür', 'Ich lerne noch und brauche Geld.', 'I want to study and need money for it'],
		['Studium', 'Schüler', 'Studentin', 'Ausbildung', 'Stipendium']
	],
	amt: [
		['Ich verstehe den Brief vom Amt nicht', 'Ich verstehe einen Brief nicht.', 'I do not understand the letter from the authority'],
		['Antrag', 'Formular', 'Bescheid', 'Ablehnung', 'Widerspruch', 'Behörde', 'Anwalt']
	],
	todesfall: [
		['Jemand aus meiner Familie ist gestorben', 'Jemand aus meiner Familie ist tot.', 'Someone in my family has died'],
		['Tod', 'Trauer', 'Beerdigung', 'Witwe', 'Witwer', 'Waise', 'Bestattung']
	]
} as const satisfies Record<string, readonly [Words, readonly string[]]>;

export type SituationName = keyof typeof phrases;

/** The situations a new quarter starts with, in the order of the page. */
export const situations = Object.entries(phrases).map(([name, [phrase, keywords]], index) =>
	entry('situation', name, { phrase: text(phrase), order: index + 1, keywords: [...keywords] })
);
