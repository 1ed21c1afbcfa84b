import { texts as activity } from '../activity/texts.ts';
import { texts as assets } from '../assets/texts.ts';
import { texts as documents } from '../documents/texts.ts';
import { texts as acts } from '../acts/texts.ts';
import { texts as titles } from '../titles/texts.ts';
import { texts as guards } from '../guards/texts.ts';
import { texts as exports } from '../exports/texts.ts';
import { texts as campaigns } from '../campaigns/texts.ts';
import { texts as geometries } from '../geometries/texts.ts';
import { texts as history } from '../history/texts.ts';
import { texts as findings } from '../findings/texts.ts';
import { texts as imports } from '../imports/texts.ts';
import { texts as diagnosis } from '../diagnosis/texts.ts';
import { texts as layers } from '../layers/texts.ts';
import { texts as keys } from '../keys/texts.ts';
import { texts as compositions } from '../compositions/texts.ts';
import { texts as portal } from '../portal/texts.ts';
import { texts as ledger } from '../ledger/texts.ts';
import { texts as ogc } from '../ogc/texts.ts';
import { texts as notices } from '../notices/texts.ts';
import { texts as occupations } from '../occupations/texts.ts';
import { texts as papers } from '../papers/texts.ts';
import { texts as parties } from '../parties/texts.ts';
import { texts as revenue } from '../revenue/texts.ts';
import { texts as revisions } from '../revisions/texts.ts';
import { texts as operations } from '../operations/texts.ts';
import { texts as personal } from '../personal/texts.ts';
import { texts as payments } from '../payments/texts.ts';
import { texts as penalties } from '../penalties/texts.ts';
import { texts as people } from '../people/texts.ts';
import { texts as recycling } from '../recycling/texts.ts';
import { texts as reviews } from '../reviews/texts.ts';
import { texts as bulk } from '../bulk/texts.ts';
import { texts as duplicates } from '../duplicates/texts.ts';
import { texts as portfolio } from '../portfolio/texts.ts';
import { texts as reconciliation } from '../reconciliation/texts.ts';
import { texts as condition } from '../condition/texts.ts';
import { texts as comparables } from '../comparables/texts.ts';
import { texts as valorisation } from '../valorisation/texts.ts';
import { texts as valuations } from '../valuations/texts.ts';
import { texts as tax } from '../tax/texts.ts';
import { texts as assessments } from '../assessments/texts.ts';
import { texts as rules } from '../rules/texts.ts';
import { texts as references } from '../references/texts.ts';
import { texts as views } from '../views/texts.ts';
import { texts as dwellings } from '../dwellings/texts.ts';
import { texts as leads } from '../leads/texts.ts';
import { texts as declarations } from '../declarations/texts.ts';
import { texts as registrations } from '../registrations/texts.ts';
import { texts as collection } from '../collection/texts.ts';
import { texts as controls } from '../controls/texts.ts';
import { texts as jobs } from '../jobs/texts.ts';
import { httpTexts } from './http.ts';
import { errorTexts, fill, type Language, type Texts } from '../shared/texts.ts';

/** The server's texts, all features together; a feature adds its `texts` here. Keys are unique over all of them. */
const parts: readonly Texts[] = [errorTexts, jobs, valorisation, httpTexts, activity, dwellings, leads, registrations, declarations, collection, controls, history, reviews, recycling, bulk, duplicates, assets, exports, geometries, campaigns, documents, acts, titles, guards, imports, ledger, penalties, notices, revisions, payments, revenue, findings, occupations, papers, parties, personal, operations, references, views, layers, diagnosis, compositions, portal, people, tax, rules, assessments, valuations, comparables, condition, portfolio, reconciliation, keys, ogc];

/** The text of `key` in a language with `{name}` filled in, or undefined when no feature has it. */
export const message = (language: Language, key: string, params: Record<string, unknown> = {}): string | undefined => {
  for (const part of parts) {
    // A key may be what somebody sent: `toString` is nobody's text.
    const text = Object.hasOwn(part[language], key) ? part[language][key] : undefined;
    if (text !== undefined) return fill(text, params);
  }
  return undefined;
};
/** Every key in every language, for the check that none is missing. */
export const messageKeys = (language: Language): string[] => parts.flatMap(part => Object.keys(part[language]));
