import { m } from '#lib/paraglide/messages.js';
import type { Service, topics } from './entity.ts';

type Topic = (typeof topics)[number];

const topicWords: Record<Topic, () => string> = {
	money: m.topic_money,
	housing: m.topic_housing,
	work: m.topic_work,
	family: m.topic_family,
	health: m.topic_health,
	care: m.topic_care,
	disability: m.topic_disability,
	migration: m.topic_migration,
	debt: m.topic_debt,
	addiction: m.topic_addiction,
	violence: m.topic_violence,
	law: m.topic_law,
	age: m.topic_age,
	education: m.topic_education,
	crisis: m.topic_crisis
};
const typeWords: Record<Service['type'], () => string> = {
	benefit: m.service_benefit,
	advice: m.service_advice,
	helpline: m.service_helpline,
	emergency: m.service_emergency
};

/** What a shelf of the directory is called. */
export const topicName = (topic: Topic) => topicWords[topic]();
/** What kind of help an entry is: money, advice, a line to call. */
export const typeName = (type: Service['type']) => typeWords[type]();
