import { isTotal } from './settle-asset.ts';
import { readClause } from './index-clause.ts';
import type { CellFault } from './map-row.ts';
import { ACTIVITY_KINDS, OCCUPATION_TYPES, PARTY_ROLES, PERIODS, PROCEDURE_STATES } from '../occupations/types.ts';
import { toMinor } from '../shared/money.ts';
import { addDays } from '../shared/day.ts';

/** The fields a `leases` file may feed. A row is a right on one unit; rows of one reference are one right on several. */
export const LEASE_FIELDS = {
  reference: 'text', type: 'word', unit: 'text', share: 'share', area_m2: 'area', lease_status: 'word', activity: 'text', activity_kind: 'word', free_of_charge: 'flag', written: 'flag',
  signed_on: 'date', starts_on: 'date', last_day: 'date', ends_on: 'date', ended_on: 'date', tacit_renewal: 'flag', renewal_months: 'count', notice_months: 'count',
  amount: 'amount', charges: 'amount', currency: 'text', period: 'word', due_day: 'count', due_when: 'word', deposit: 'amount', indexation: 'text', last_revised_on: 'date',
  publicity_act: 'text', approval_act: 'text', deliberation: 'text', decision_act: 'text', sublet_allowed: 'flag', sublet_found_on: 'date',
  party: 'text', party_ar: 'text', party_identifier: 'text', party_kind: 'word', party_role: 'word', found_on: 'date', found_by: 'text', evidence: 'text', procedure: 'word', parent_lease: 'text', note: 'text',
} as const;

/** Closed words of a lease file, beside those of the register. */
export const LEASE_WORDS: Record<string, readonly string[]> = {
  type: OCCUPATION_TYPES, lease_status: ['draft', 'active', 'notice', 'expired_occupied', 'ended', 'litigation'], activity_kind: ACTIVITY_KINDS, period: PERIODS, due_when: ['advance', 'arrears'],
  party_kind: ['natural', 'legal'], party_role: PARTY_ROLES, procedure: PROCEDURE_STATES,
};

/** What registers write for them, on folded text. First match wins; order matters. */
export const LEASE_SPELLINGS: Record<string, readonly (readonly [code: string, pattern: RegExp])[]> = {
  type: [
    ['sans_titre', /sans (droit ni )?titre|without title|squat|(دون|بدون) (صفه|سند)/], ['sous_location', /sous[ -]?loca|sublet|كراء من الباطن/], ['emplacement_marche', /emplacement|stall|\betal|نقطه بيع|انتصاب/],
    ['aot_droits_reels', /droits? reels?/], ['permis_stationnement', /permis de stationnement|terrasse|parking permit/], ['permission_voirie', /permission de voirie|highway permit/],
    ['bail_emphyteotique', /emphyteo|\bbea\b/], ['aot', /^aot\b|occupation temporaire|temporary occupation|(اشغال|احتلال) (وقتي|موقت)/], ['affermage', /afferm/], ['concession', /concession|^لزمه|امتياز/],
    ['mise_a_disposition', /mis[ea] a disposition|convention|loan for use|وضع علي الذمه/], ['affectation', /affect(e|ation)|service (municipal|propre)|own use|^تخصيص/],
    ['bail_habitation', /habitation|logement|dwelling|housing|residential|سكن/], ['bail_professionnel', /profession|مهني/], ['bail_rural', /rural|agricole|فلاحي/], ['bail_commercial', /commerc|تجاري/],
    ['dormant', /dormant|inexploite|مهمل/], ['excedentaire', /exced|surplus|فائض/], ['vacant', /vacan|inoccup|libre|شاغر/],
  ],
  lease_status: [['draft', /brouillon|projet|draft|مسوده/], ['litigation', /contentieux|litig|نزاع/], ['notice', /preavis|conge|notice|تنبيه/], ['expired_occupied', /echu|expire|منتهي الاجل/],
    ['ended', /termine|resilie|fini|ended|terminated|منته/], ['active', /en cours|actif|vigueur|active|current|ساري/]],
  activity_kind: [['housing', /habit|logement|dwelling|housing|سكن/], ['market', /marche|market|سوق/], ['parking', /parking|stationnement|ماوي/], ['advertising', /affich|publicit|panneau|billboard|advertis|اشهار/],
    ['telecom', /telecom|antenne|relais|اتصالات/], ['craft', /artisan|craft|حرف/], ['industrial', /industr|صناع/], ['professional', /profession|liberal|cabinet|bureau|مهن/], ['agricultural', /agric|فلاح/],
    ['association', /associat|جمعي/], ['public_service', /service public|administrat|مرفق/], ['cultural', /cultur|ثقاف/], ['sport', /sport|رياض/], ['commercial', /commerc|boutique|magasin|shop|cafe|restaurant|تجار/], ['other', /^(autre|other|اخر)/]],
  period: [['month', /mois|mensuel|month|شهر/], ['quarter', /trimest|quarter|ثلاث/], ['semester', /semest|half|سداس|نصف/], ['year', /\ban(s|nee|nuel)?\b|annuel|year|annual|سنه|سنوي/]],
  due_when: [['advance', /avance|d avance|echoir|advance|مسبق/], ['arrears', /echu|terme|arrear|موخر/]],
  party_kind: [['legal', /moral|societe|association|legal|body|company|معنوي|شركه/], ['natural', /physique|particulier|natural|person|طبيعي/]],
  party_role: [['guarantor', /garant|caution|guarant|ضامن/], ['concessionaire', /concession|لزم/], ['beneficiary', /benefic|منتفع/], ['subtenant', /sous|subten/], ['representative', /represent|ممثل/], ['occupant', /occup|شاغل/], ['tenant', /locataire|preneur|tenant|lessee|مكتري/]],
  procedure: [['formal_notice', /demeure|formal|انذار/], ['negotiation', /negoc|amiable|negotiat|صلح/], ['court', /justice|tribunal|court|قضا/], ['eviction', /expuls|evict|اخلا/], ['regularised', /regularis|تسويه/], ['none', /^(aucune?|none|neant|لا شيء)$/]],
};

/** What headings are called, folded and without separators. "Date de fin" is the last day; only a column named as ours is the first day without. */
export const LEASE_HEADINGS: readonly (readonly [field: string, pattern: RegExp])[] = [
  ['reference', /^(reference|ref|refcontrat|referencecontrat|(n|no|num|numero)?(du)?(contrat|bail|convention)|contractnumber|leaseref|المرجع|رقمالعقد)$/], ['unit', /^(unit|unite|bien|codebien|codedubien|local|codelocal|property|propertycode|asset|inventaire|ndinventaire|numeroinventaire|الملك|رمزالملك|المحل)$/],
  ['type', /^(type|typecontrat|typedecontrat|natureducontrat|typedoccupation|typeoccupation|leasetype|نوعالعقد|النوع)$/], ['lease_status', /^(leasestatus|status|statut|etat|situation|etatducontrat|الوضعيه)$/],
  ['party_identifier', /^(partyidentifier|cin|cnie|identifiant(du)?(locataire|preneur|occupant)|matriculefiscal|ice|mf|nin|taxid|بطاقهالتعريف|المعرفالجبايي)$/], ['party_ar', /^(partyar|locatairear|nomarabe)$/],
  ['party_kind', /^(partykind|typedepersonne|personne)$/], ['party_role', /^(partyrole|qualite|role|الصفه)$/], ['party', /^(party|locataire|preneur|occupant|titulaire|beneficiaire|concessionnaire|nom|nomdulocataire|nomdupreneur|tenant|lessee|المكتري|الشاغل|المنتفع|الاسم)$/],
  ['share', /^(share|part|quotepart|الحصه)$/], ['area_m2', /^(aream2|area|surface|superficie|surfacem2|surfacecontrat|surfaceducontrat|surfacelouee|المساحه)$/],
  ['activity_kind', /^(activitykind|typedactivite|categoriedactivite)$/], ['activity', /^(activity|activite|destination|usage|النشاط)$/], ['free_of_charge', /^(freeofcharge|gratuit|gratuite|atitregratuit|free|مجاني)$/], ['written', /^(written|contratecrit|ecrit|عقدمكتوب)$/],
  ['signed_on', /^(signedon|datesignature|datedesignature|signature|تاريخالامضاء)$/], ['starts_on', /^(startson|debut|datedebut|datededebut|dateeffet|dateprisedeffet|du|start|startdate|البدايه|تاريخالبدايه)$/],
  ['ends_on', /^endson$/], ['last_day', /^(lastday|fin|datefin|datedefin|echeance|terme|dateecheance|au|end|enddate|expiry|النهايه|تاريخالنهايه)$/], ['ended_on', /^(endedon|dateresiliation|datedepart|datedesortie|terminated)$/],
  ['tacit_renewal', /^(tacitrenewal|tacitereconduction|reconduction|تجديدضمني)$/], ['renewal_months', /^(renewalmonths|dureerenouvellement)$/], ['notice_months', /^(noticemonths|preavis|preavismois)$/],
  ['amount', /^(amount|loyer|loyermensuel|redevance|montant|rent|monthlyrent|fee|الكراء|معينالكراء|المبلغ)$/], ['charges', /^(charges|provisioncharges|الاعباء)$/], ['currency', /^(currency|devise|monnaie|العمله)$/], ['period', /^(period|periode|periodicite|frequence|الدوريه)$/],
  ['due_day', /^(dueday|jourecheance|jourdepaiement)$/], ['due_when', /^(duewhen|termeechu|modalite)$/], ['deposit', /^(deposit|depotgarantie|depotdegarantie|caution|cautionnement|الضمان)$/],
  ['indexation', /^(indexation|clauserevision|clausederevision)$/], ['last_revised_on', /^(lastrevisedon|dernierevision|datedernierrevision|datederevision|تاريخاخرمراجعه)$/],
  ['publicity_act', /^(publicityact|publicite|appeldoffres|adjudication|avis|tender|اشهار|بته)$/], ['approval_act', /^(approvalact|approbation|approbationtutelle|tutelle|approval|مصادقه)$/], ['deliberation', /^(deliberation|مداوله)$/], ['decision_act', /^(decisionact|decision|arrete|قرار)$/],
  ['sublet_allowed', /^(subletallowed|souslocationautorisee)$/], ['sublet_found_on', /^(subletfoundon|souslocationconstateele|souslocationconstatee)$/], ['found_on', /^(foundon|constateele|dateconstat|datedeconstat|تاريخالمعاينه)$/], ['found_by', /^(foundby|constatepar|agentconstat)$/],
  ['evidence', /^(evidence|preuve|constat|pv)$/], ['procedure', /^(procedure|الاجراء)$/], ['parent_lease', /^(parent|parentlease|contratparent|contratprincipal)$/], ['note', /^(note|notes|observations?|remarques?|ملاحظات)$/],
];

type Fields = Record<string, string | number | null>;
const text = (f: Fields, key: string): string | null => { const v = f[key]; return v === undefined || v === null ? null : String(v); };

/** Settles a mapped row: the end as the first day without, amounts in minor units. Answers what stands against it; nothing is filled in. */
export function settleLease(f: Fields, money: { exponent: number; currency: string }): CellFault[] {
  const faults: CellFault[] = [];
  const refuse = (column: string, code: string, params: Record<string, unknown> = {}): void => { faults.push({ column, value: text(f, column), code, params }); };
  const reference = text(f, 'reference');
  // A line of totals is no contract: all else that it lacks is not to be mended.
  if (reference !== null && isTotal(reference)) { refuse('reference', 'total_row'); return faults; }
  if (text(f, 'unit') === null) refuse('unit', 'lease_unit_missing');
  if (text(f, 'type') === null) refuse('type', 'lease_type_missing');
  const last = text(f, 'last_day');
  if (last !== null && text(f, 'ends_on') === null) f['ends_on'] = addDays(last, 1);
  const start = text(f, 'starts_on'), end = text(f, 'ends_on'), ended = text(f, 'ended_on');
  if (start !== null && end !== null && end <= start) refuse(last === null ? 'ends_on' : 'last_day', 'lease_end_before_start', { start });
  if (start !== null && ended !== null && ended < start) refuse('ended_on', 'lease_end_before_start', { start });
  const currency = text(f, 'currency');
  if (currency !== null && currency.toUpperCase() !== money.currency) refuse('currency', 'lease_currency', { currency: money.currency });
  for (const field of ['amount', 'charges', 'deposit']) {
    const said = text(f, field);
    if (said === null) continue;
    const minor = toMinor(said, money.exponent);
    if (minor === null) refuse(field, 'lease_decimals', { decimals: money.exponent }); else f[field] = minor;
  }
  if (text(f, 'amount') !== null && text(f, 'period') === null) refuse('period', 'lease_period_missing');
  const due = f['due_day'];
  if (typeof due === 'number' && (due < 1 || due > 31)) refuse('due_day', 'out_of_range', { min: 1, max: 31 });
  // A clause counts from the day it names, else from the last revision, else from the start; without any it stays words.
  const clause = readClause(text(f, 'indexation') ?? ''), since = clause?.from ?? text(f, 'last_revised_on') ?? start;
  if (clause !== null && since !== null) Object.assign(f, { index_every: clause.every, index_bp: clause.bp, index_code: clause.index, index_from: since });
  if (text(f, 'party') === null && text(f, 'party_identifier') !== null) refuse('party', 'lease_party_name_missing');
  return faults;
}

/** A body is told from a person by the file's own word, else by a legal form in its name; all else is a person, whose name is kept from who may not read it. */
export const kindOfParty = (f: Fields): 'natural' | 'legal' =>
  text(f, 'party_kind') === 'legal' || (text(f, 'party_kind') === null && /(^|[\s(])(s\.?a\.?r\.?l|s\.?a|suarl|snc|sas|gie|soci[ée]t[ée]|association|coop[ée]rative|office|minist[èe]re|club|union|شركة|جمعية|تعاونية|وزارة|ديوان|نادي)(?=[\s.,)]|$)/i.test(text(f, 'party') ?? '')) ? 'legal' : 'natural';

/** What tells a row without a reference from another: its type, unit, start and holder. */
export const leaseKeyParts = (f: Fields): string[] => ['type', 'unit', 'starts_on', 'found_on', 'party_identifier', 'party'].map((k) => text(f, k) ?? '');
