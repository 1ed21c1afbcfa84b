import { domainGroup, type DomainClass, type TitleState } from '../assets/model.ts';
import { guard, standing } from './finding.ts';
import type { Country, Finding } from './model.ts';

/** What an act does to a property, as the guards see it. `transfer` takes it out of the commune: sale, exchange, donation. */
export type ActEffect = 'transfer' | 'declassify' | 'classify' | 'assign' | 'acquire' | 'demolish' | 'other';

export interface ActFacts {
  effect: ActEffect;
  country: Country | null;
  /** The property as the acts before this one leave it, on the day this one takes effect. */
  domainClass: DomainClass | null;
  titleState: TitleState | null;
  /** Already disposed of or demolished on that day. */
  gone: boolean;
  deliberated: boolean;
  estimated: boolean;
  approved: boolean;
  /** A handing-over record is named. */
  record: boolean;
  priced: boolean;
  deed: boolean;
}

/** The rules an act meets on one property, refusals first. */
export function actGuards(f: ActFacts): Finding[] {
  const group = domainGroup(f.domainClass);
  const of = (code: Finding['code'], outcome: Finding['outcome']): Finding => guard(code, outcome, f.country);
  const leaves = f.effect === 'transfer';
  return standing(
    f.gone && f.effect !== 'acquire' && f.effect !== 'other' && of('property_gone', 'refuse'),
    leaves && group === 'public' && of('transfer_of_public_domain', 'refuse'),
    // A sale is not undone: what nobody has classified is classified first.
    leaves && group === 'undetermined' && of('transfer_domain_unknown', 'refuse'),
    leaves && group === 'other' && of('transfer_not_owned', 'refuse'),
    leaves && !f.deliberated && of('transfer_without_deliberation', 'refuse'),
    f.effect === 'declassify' && !f.deliberated && of('declassification_without_deliberation', 'refuse'),
    leaves && f.domainClass === 'prive_affecte' && of('transfer_of_assigned', 'warn'),
    leaves && !f.estimated && of('transfer_without_estimate', 'warn'),
    leaves && (f.country === 'MA' || f.country === 'TN') && !f.approved && of('transfer_without_approval', 'warn'),
    f.effect === 'declassify' && group !== 'public' && of('declassification_of_private', 'warn'),
    f.effect === 'classify' && group === 'public' && of('classification_of_public', 'warn'),
    f.effect === 'assign' && !f.record && of('assignment_without_record', 'warn'),
    (leaves || f.effect === 'acquire') && f.priced && !f.deed && of('price_without_deed', 'warn'),
    leaves && (f.titleState === null || f.titleState === 'sans_document') && of('title_unknown', 'warn'),
  );
}
