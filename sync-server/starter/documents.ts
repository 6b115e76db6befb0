import { familyAdvice } from './directory/advice-family.ts';
import { healthAdvice } from './directory/advice-health.ts';
import { housingDebtAdvice } from './directory/advice-housing-debt.ts';
import { lawWorkAdvice } from './directory/advice-law-work.ts';
import { migrationAdvice } from './directory/advice-migration.ts';
import { basicBenefits } from './directory/benefits-basic.ts';
import { careBenefits } from './directory/benefits-care.ts';
import { disabilityBenefits } from './directory/benefits-disability.ts';
import { familyBenefits } from './directory/benefits-family.ts';
import { healthBenefits } from './directory/benefits-health.ts';
import { housingBenefits } from './directory/benefits-housing.ts';
import { pensionBenefits } from './directory/benefits-pension.ts';
import { workBenefits } from './directory/benefits-work.ts';
import { youthBenefits } from './directory/benefits-youth.ts';
import { emergency } from './directory/emergency.ts';
import { adviceLines } from './directory/helplines-advice.ts';
import { crisisLines } from './directory/helplines-crisis.ts';
import { organisations } from './directory/offices.ts';
import { houses } from './hafencity/houses.ts';
import { organisations as office } from './hafencity/organisations.ts';
import { rooms } from './hafencity/rooms.ts';
import { screens } from './hafencity/screens.ts';
import { situations } from './situations.ts';
import { textBlocks } from './text-blocks.ts';

const directory = [
	...[emergency, crisisLines, adviceLines],
	...[basicBenefits, housingBenefits, familyBenefits, youthBenefits, workBenefits],
	...[healthBenefits, pensionBenefits, careBenefits, disabilityBenefits],
	...[housingDebtAdvice, lawWorkAdvice, familyAdvice, healthAdvice, migrationAdvice]
].flat();

/**
 * The documents a new quarter starts with: situations, referral directory of Hamburg and the office's text blocks for every
 * quarter, houses, rooms and screens for HafenCity. Nothing invented: what is a proposal says so, and nothing is checked yet.
 */
export const starterDocuments = (quarter: string): Record<string, unknown>[] => [
	...situations,
	...organisations,
	...directory,
	...textBlocks,
	...(quarter === 'hafencity' ? [...office, ...houses, ...rooms, ...screens] : [])
];
