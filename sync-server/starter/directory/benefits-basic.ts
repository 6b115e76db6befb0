import { papers } from './papers.ts';
import { service } from './service.ts';

/** SGB II and XII: what keeps the roof and the food, and what Hamburg adds. */
export const basicBenefits = [
	service('grundsicherung-arbeitsuchende', {
		type: 'benefit',
		topics: ['money', 'work', 'housing'],
		law: 'SGB II',
		name: [
			'Grundsicherung für Arbeitsuchende (Grundsicherungsgeld, früher Bürgergeld)',
			'Grund·sicherungs·geld. Früher: Bürger·geld.',
			'Basic income support for jobseekers (Grundsicherungsgeld, formerly Bürgergeld)'
		],
		summary: [
			'Wer arbeiten kann und zu wenig Geld zum Leben hat, bekommt Geld für den Alltag, die Miete und die Heizung.',
			'Sie können arbeiten. Aber Sie haben zu wenig Geld. Dann zahlt das Job·center Geld zum Leben. Es zahlt auch Geld für die Miete.',
			'People able to work who have too little to live on receive money for daily needs, rent and heating.'
		],
		url: 'https://www.team-arbeit-hamburg.de',
		source: 'https://www.sueddeutsche.de/politik/buergergeld-abschaffung-grundsicherung-aenderungen-faq-li.3440046',
		office: 'jobcenter',
		bring: [papers.identity, papers.income, papers.rent, papers.account, papers.registration],
		situations: ['kein-geld', 'arbeitslos', 'miete', 'trennung', 'kuendigung'],
		keywords: ['Hartz IV', 'Hartz 4', 'Stütze', 'Bürgergeld', 'neue Grundsicherung', 'ALG 2', 'Arbeitslosengeld II', 'Jobcenter', 'aufstocken']
	}),
	service('erstausstattung', {
		type: 'benefit',
		topics: ['money', 'housing', 'family'],
		law: 'SGB II, SGB XII',
		name: ['Erstausstattung für Wohnung, Schwangerschaft und Geburt', 'Geld für die erste Wohnung oder für das Baby', 'One-off help for a first home, pregnancy and birth'],
		summary: [
			'Wer wenig Geld hat, kann Möbel für die erste Wohnung oder Sachen für das Baby einmalig bezahlt bekommen.',
			'Sie haben wenig Geld und eine neue Wohnung. Oder Sie bekommen ein Baby. Dann können Sie Geld für Möbel oder Baby·sachen bekommen.',
			'People with little money can get one-off help for furniture in a first home or for things a baby needs.'
		],
		url: 'https://www.team-arbeit-hamburg.de',
		responsible: [
			'Jobcenter team.arbeit.hamburg; bei Sozialhilfe das Bezirksamt Hamburg-Mitte',
			'Das Job·center. Bei Sozial·hilfe: das Bezirks·amt Hamburg-Mitte.',
			'Jobcenter team.arbeit.hamburg; with social assistance the District Office Hamburg-Mitte'
		],
		bring: [papers.identity, papers.decision, ['Mutterpass oder Mietvertrag', 'Den Mutter·pass oder den Miet·vertrag', 'Maternity record or rental contract']],
		situations: ['kein-geld', 'baby', 'trennung'],
		keywords: ['Möbel', 'Babysachen', 'Kinderwagen', 'erste Wohnung', 'Waschmaschine', 'Umstandskleidung']
	}),
	service('mietschulden-uebernahme', {
		type: 'benefit',
		topics: ['housing', 'debt', 'money'],
		law: 'SGB II, SGB XII',
		name: ['Übernahme von Mietschulden', 'Hilfe bei Miet·schulden', 'Help with rent arrears'],
		summary: [
			'Wenn Sie wegen Mietschulden Ihre Wohnung verlieren könnten, kann das Amt die Schulden übernehmen, meist als Darlehen.',
			'Sie haben Miet·schulden. Deshalb können Sie Ihre Wohnung verlieren. Das Amt kann Ihnen Geld leihen. Gehen Sie schnell hin.',
			'If rent arrears could cost you your home, the authority can pay them, usually as a loan.'
		],
		url: 'https://www.hamburg.de',
		responsible: [
			'Fachstelle für Wohnungsnotfälle im Bezirksamt Hamburg-Mitte, oder das Jobcenter',
			'Das Bezirks·amt Hamburg-Mitte: Fach·stelle für Wohnungs·not·fälle. Oder das Job·center.',
			'Housing emergency office at the District Office Hamburg-Mitte, or the Jobcenter'
		],
		bring: [papers.identity, ['Kündigung, Räumungsklage und Briefe des Vermieters', 'Alle Briefe vom Vermieter und vom Gericht', 'Notice, eviction claim and letters from the landlord'], papers.rent, papers.income, papers.account],
		situations: ['miete', 'kuendigung', 'schulden'],
		keywords: ['Mietschulden', 'Mietrückstand', 'Räumungsklage', 'fristlose Kündigung', 'Darlehen']
	}),
	service('hilfe-zum-lebensunterhalt', {
		type: 'benefit',
		topics: ['money'],
		law: 'SGB XII',
		name: ['Hilfe zum Lebensunterhalt (Sozialhilfe)', 'Hilfe zum Leben: Sozial·hilfe', 'Social assistance'],
		summary: [
			'Wer vorübergehend nicht arbeiten kann und kein anderes Geld bekommt, erhält vom Bezirksamt das Nötigste zum Leben.',
			'Sie können eine Zeit lang nicht arbeiten. Sie haben kein Geld. Dann zahlt das Bezirks·amt Geld zum Leben.',
			'People temporarily unable to work who get no other money receive what they need to live from the district office.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte',
		office: 'bezirksamt-mitte',
		bring: [papers.identity, papers.income, papers.rent, papers.account],
		situations: ['kein-geld', 'krank'],
		keywords: ['Sozialhilfe', 'Sozialamt', 'Stütze', 'Existenzminimum']
	}),
	service('grundsicherung-im-alter', {
		type: 'benefit',
		topics: ['money', 'age', 'disability'],
		law: 'SGB XII',
		name: ['Grundsicherung im Alter und bei Erwerbsminderung', 'Grund·sicherung im Alter', 'Basic income support in old age and for reduced earning capacity'],
		summary: [
			'Wer im Alter oder dauerhaft nicht mehr arbeiten kann und wenig Rente hat, bekommt Geld zum Leben und für die Miete.',
			'Sie sind alt oder dauerhaft krank. Ihre Rente ist zu klein. Dann zahlt das Bezirks·amt Geld dazu.',
			'Older people and people permanently unable to work whose pension is too small receive money for living and rent.'
		],
		url: 'https://www.hamburg.de/service/info/11258257/n0/',
		office: 'bezirksamt-mitte',
		bring: [papers.identity, papers.pension, papers.rent, papers.account],
		situations: ['alter', 'kein-geld', 'behinderung', 'miete'],
		keywords: ['Altersarmut', 'kleine Rente', 'Aufstockung', 'Sozialamt', 'Grundsicherung', 'EU-Rente']
	}),
	service('hilfe-besondere-schwierigkeiten', {
		type: 'benefit',
		topics: ['housing', 'crisis'],
		law: 'SGB XII',
		name: ['Hilfe zur Überwindung besonderer sozialer Schwierigkeiten', 'Hilfe in sehr schwierigem Leben', 'Help in overcoming particular social difficulties'],
		summary: [
			'Menschen ohne Wohnung oder nach einer Haft werden bei Wohnung, Geld und Alltag begleitet.',
			'Sie haben keine Wohnung. Oder Sie waren im Gefängnis. Dann hilft Ihnen jemand mit Wohnung, Geld und Alltag.',
			'People without a home or after prison are supported with housing, money and daily life.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte',
		office: 'bezirksamt-mitte',
		bring: [papers.identity, papers.letters],
		situations: ['kuendigung', 'wohnungssuche'],
		keywords: ['obdachlos', 'wohnungslos', 'Haftentlassung', 'betreutes Wohnen', 'Straße']
	}),
	service('bestattungskosten', {
		type: 'benefit',
		topics: ['money', 'family'],
		law: 'SGB XII',
		name: ['Übernahme von Bestattungskosten', 'Hilfe mit den Kosten für die Beerdigung', 'Help with funeral costs'],
		summary: [
			'Wer eine Bestattung bezahlen muss und das nicht kann, bekommt die nötigen Kosten vom Sozialamt.',
			'Jemand ist gestorben. Sie müssen die Beerdigung bezahlen. Sie haben zu wenig Geld. Dann hilft das Amt.',
			'People who must pay for a funeral and cannot get the necessary costs from the social welfare office.'
		],
		url: 'https://www.hamburg.de',
		responsible: ['Das Sozialamt des Bezirksamts', 'Das Sozial·amt im Bezirks·amt', 'Social welfare office of the district office'],
		bring: [papers.identity, papers.death, ['Rechnung des Bestattungshauses', 'Die Rechnung für die Beerdigung', 'Bill of the funeral home'], papers.account],
		situations: ['todesfall'],
		keywords: ['Beerdigung', 'Sozialbestattung', 'Bestatter', 'Friedhof']
	}),
	service('bildung-und-teilhabe', {
		type: 'benefit',
		topics: ['family', 'education', 'money'],
		law: 'SGB II, SGB XII, BKGG',
		name: ['Bildung und Teilhabe (Bildungspaket)', 'Bildungs·paket', 'Education and participation package'],
		summary: [
			'Kinder aus Familien mit wenig Geld bekommen Schulsachen, Ausflüge, Mittagessen, Nachhilfe und den Sportverein bezahlt.',
			'Ihre Familie hat wenig Geld. Dann bekommt Ihr Kind Geld für Schul·sachen, Ausflüge und den Sport·verein.',
			'Children of families with little money get school supplies, trips, lunch, tutoring and sports clubs paid for.'
		],
		url: 'https://www.hamburg.de/bildungspaket',
		source: 'https://www.hamburg.de/politik-und-verwaltung/behoerden/sozialbehoerde/themen/soziales/bildungspaket/fragen-und-antworten-zum-hamburger-bildungspaket-885902',
		responsible: [
			'Jobcenter oder Bezirksamt, je nachdem, welche Leistung Sie bekommen',
			'Das Job·center oder das Bezirks·amt. Das hängt ab von Ihrem Geld.',
			'Jobcenter or district office, depending on the benefit you receive'
		],
		bring: [papers.decision, papers.school, ['Angebot oder Rechnung (Ausflug, Verein, Nachhilfe)', 'Einen Zettel vom Verein oder von der Schule', 'Offer or bill (trip, club, tutoring)']],
		situations: ['familiengeld', 'schule', 'kein-geld'],
		keywords: ['Bildungspaket', 'Klassenfahrt', 'Schulbedarf', 'Nachhilfe', 'Sportverein', 'Mittagessen', 'BuT']
	})
];
