import { z } from 'zod';
import type { ReferenceList } from '../references/model.ts';
import { Id } from '../shared/endpoint.ts';
import { CONDITIONS, Charges, DOMAIN_CLASSES, LEVELS, NATURES, STATUSES, TITLE_STATES } from './words.ts';

const text = (max: number) => z.string().trim().min(1).max(max).nullable();
const area = z.number().positive().max(1e12).nullable();
const code = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,59}$/).nullable();
const day = z.iso.date().nullable();
const count = (max: number) => z.number().int().min(0).max(max).nullable();
/** Whole minor units of the commune's currency, as text without loss. */
const money = z.string().regex(/^\d{1,18}$/).nullable();

/** What a person may write of a property, by field. Null is "not known". Areas in square metres. */
export const ASSET_VALUES = {
  name: z.string().trim().min(1).max(400), nameAr: text(400), inventoryNumber: text(25), level: z.enum(LEVELS).nullable(), nature: z.enum(NATURES).nullable(),
  status: z.enum(STATUSES).nullable(), parentId: Id.nullable(),
  address: text(400), district: text(200), neighbourhood: text(200), mapReference: text(120), locatedOn: day, locationSource: text(300),
  landAreaM2: area, titleAreaM2: area, contractAreaM2: area, footprintM2: area, builtAreaM2: area, usefulAreaM2: area, lettableAreaM2: area,
  floors: count(300), basements: count(50), unitCount: count(100_000), yearBuilt: z.number().int().min(1).max(2200).nullable(), materials: text(300),
  domainClass: z.enum(DOMAIN_CLASSES).nullable(), domainSubclass: code, legalRegime: code, tenure: text(200), titleState: z.enum(TITLE_STATES).nullable(), titleNumber: text(100),
  conservation: code, requisitionNumber: text(100), requisitionOn: day, charges: Charges,
  origin: code, originNote: text(400), appropriatedOn: day, deedReference: text(300), deliberationReference: text(200), deliberatedOn: day,
  approvalReference: text(200), approvedOn: day, gazetteReference: text(200),
  assignedService: text(200), useLabel: text(200), useCode: code,
  acquiredOn: day, acquisitionPriceMinor: money, grossValueMinor: money, runningCostMinor: money,
  conditionClass: z.enum(CONDITIONS).nullable(), conditionOn: day, heritageProtection: text(300),
} as const;
export type WritableKey = keyof typeof ASSET_VALUES;
/** What is computed, or given once for all. */
export type ComputedKey = 'code' | 'drawnAreaM2' | 'registerAreaM2' | 'sourceSrid' | 'accuracyM' | 'locatedBy';
export type AssetFieldKey = WritableKey | ComputedKey;

export const FIELD_GROUPS = ['identity', 'location', 'areas', 'legal', 'origin', 'use', 'value', 'condition'] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];
/** How a field is read and shown: `word` one of `words`, `code` one of the commune's list, `money` minor units, `parent` another property. */
export type FieldType = 'text' | 'word' | 'code' | 'count' | 'year' | 'area' | 'metres' | 'date' | 'money' | 'charges' | 'parent';

export interface AssetField {
  key: AssetFieldKey;
  /** Its column in the table, and its name in exports, imports and mappings. */
  column: string;
  type: FieldType;
  group: FieldGroup;
  words?: readonly string[];
  list?: ReferenceList;
  max?: number;
  /** Keeps where its value comes from, and who verified it. */
  provenance: boolean;
  /** Written by a person on the form; false for what is computed. */
  editable: boolean;
  importable: boolean;
  /** A field of the sommier an auditor asks for (arrêté viziriel of 31-12-1921, art. 1; Tunis, CCL). `missingFields` counts it. */
  mandatory: boolean;
}
type Given = Partial<Pick<AssetField, 'words' | 'list' | 'max' | 'provenance' | 'editable' | 'importable' | 'mandatory'>>;
const f = (group: FieldGroup, key: AssetFieldKey, column: string, type: FieldType, more: Given = {}): AssetField =>
  ({ group, key, column, type, provenance: type === 'area', editable: true, importable: true, mandatory: false, ...more });
const must: Given = { mandatory: true };
const kept: Given = { provenance: true };
const computed: Given = { provenance: false, editable: false, importable: false };

/**
 * The one list of a property's fields (domain §3.1), in the order of the form: the form, the sheet, the mapping of imports, exports, history and
 * completeness all read it. The label of each is `assets.field.<key>` of the client's catalogue.
 */
export const ASSET_FIELDS: readonly AssetField[] = [
  f('identity', 'code', 'code', 'text', { max: 120, editable: false }), f('identity', 'name', 'name', 'text', { max: 400, ...must }), f('identity', 'nameAr', 'name_ar', 'text', { max: 400 }),
  f('identity', 'inventoryNumber', 'inventory_number', 'text', { max: 25, ...must }), f('identity', 'level', 'level', 'word', { words: LEVELS }),
  f('identity', 'nature', 'nature', 'word', { words: NATURES, ...must }), f('identity', 'status', 'status', 'word', { words: STATUSES, ...must }), f('identity', 'parentId', 'parent', 'parent'),
  f('location', 'address', 'address', 'text', { max: 400, ...kept, ...must }), f('location', 'district', 'district', 'text', { max: 200, ...must }), f('location', 'neighbourhood', 'neighbourhood', 'text', { max: 200 }),
  f('location', 'mapReference', 'map_reference', 'text', { max: 120 }), f('location', 'locatedOn', 'located_on', 'date'), f('location', 'locationSource', 'location_source', 'text', { max: 300 }),
  f('location', 'locatedBy', 'located_by', 'text', computed), f('location', 'sourceSrid', 'source_srid', 'count', computed), f('location', 'accuracyM', 'accuracy_m', 'metres', computed),
  f('areas', 'landAreaM2', 'land_area_m2', 'area'), f('areas', 'titleAreaM2', 'title_area_m2', 'area'), f('areas', 'contractAreaM2', 'contract_area_m2', 'area'),
  f('areas', 'drawnAreaM2', 'drawn_area_m2', 'area', computed), f('areas', 'registerAreaM2', 'register_area_m2', 'area', { ...computed, ...must }),
  f('areas', 'footprintM2', 'footprint_m2', 'area'), f('areas', 'builtAreaM2', 'built_area_m2', 'area'), f('areas', 'usefulAreaM2', 'useful_area_m2', 'area'), f('areas', 'lettableAreaM2', 'lettable_area_m2', 'area'),
  f('areas', 'floors', 'floors', 'count', { max: 300, ...kept }), f('areas', 'basements', 'basements', 'count', { max: 50 }), f('areas', 'unitCount', 'unit_count', 'count', { max: 100_000 }),
  f('areas', 'yearBuilt', 'year_built', 'year', kept), f('areas', 'materials', 'materials', 'text', { max: 300 }),
  f('legal', 'domainClass', 'domain_class', 'word', { words: DOMAIN_CLASSES, ...kept, ...must }), f('legal', 'domainSubclass', 'domain_subclass', 'code', { list: 'domain_subclass' }),
  f('legal', 'legalRegime', 'legal_regime', 'code', { list: 'legal_regime' }), f('legal', 'tenure', 'tenure', 'text', { max: 200 }),
  f('legal', 'titleState', 'title_state', 'word', { words: TITLE_STATES, ...kept, ...must }), f('legal', 'titleNumber', 'title_number', 'text', { max: 100, ...kept, ...must }),
  f('legal', 'conservation', 'conservation', 'code', { list: 'conservation' }), f('legal', 'requisitionNumber', 'requisition_number', 'text', { max: 100 }), f('legal', 'requisitionOn', 'requisition_on', 'date'),
  f('legal', 'charges', 'charges', 'charges'),
  f('origin', 'origin', 'origin', 'code', { list: 'origin', ...kept, ...must }), f('origin', 'originNote', 'origin_note', 'text', { max: 400 }), f('origin', 'appropriatedOn', 'appropriated_on', 'date', { ...kept, ...must }),
  f('origin', 'deedReference', 'deed_reference', 'text', { max: 300, ...must }), f('origin', 'deliberationReference', 'deliberation_reference', 'text', { max: 200 }), f('origin', 'deliberatedOn', 'deliberated_on', 'date'),
  f('origin', 'approvalReference', 'approval_reference', 'text', { max: 200 }), f('origin', 'approvedOn', 'approved_on', 'date'), f('origin', 'gazetteReference', 'gazette_reference', 'text', { max: 200 }),
  f('use', 'assignedService', 'assigned_service', 'text', { max: 200 }), f('use', 'useLabel', 'use_label', 'text', { max: 200 }), f('use', 'useCode', 'use_code', 'code', { list: 'use', ...must }),
  f('value', 'acquiredOn', 'acquired_on', 'date', kept), f('value', 'acquisitionPriceMinor', 'acquisition_price_minor', 'money', kept), f('value', 'grossValueMinor', 'gross_value_minor', 'money', kept), f('value', 'runningCostMinor', 'running_cost_minor', 'money', kept),
  f('condition', 'conditionClass', 'condition_class', 'word', { words: CONDITIONS, ...kept }), f('condition', 'conditionOn', 'condition_on', 'date'), f('condition', 'heritageProtection', 'heritage_protection', 'text', { max: 300 }),
];
export const FIELD_BY_KEY: ReadonlyMap<string, AssetField> = new Map(ASSET_FIELDS.map((x) => [x.key, x]));
export const FIELD_BY_COLUMN: ReadonlyMap<string, AssetField> = new Map(ASSET_FIELDS.map((x) => [x.column, x]));

/** Where a value comes from. */
export const PROVENANCES = ['measured', 'declared', 'estimated', 'imported'] as const;
export type ProvenanceKind = (typeof PROVENANCES)[number];
/** What is known of one field's value: its kind and day, and who verified it when. Persons by id. */
export const Provenance = z.object({ kind: z.enum(PROVENANCES), on: z.iso.date().optional(), by: Id.optional(), batch: Id.optional(), verifiedOn: z.iso.date().optional(), verifiedBy: Id.optional() })
  .meta({ id: 'FieldProvenance' });
export type Provenance = z.output<typeof Provenance>;

/** The mandatory fields a property does not state; a title number is asked for only where a title or an application exists. */
export const missingFields = (asset: Readonly<Partial<Record<AssetFieldKey, unknown>>>): AssetFieldKey[] => ASSET_FIELDS.filter((x) => {
  if (!x.mandatory) return false;
  if (x.key === 'titleNumber' && asset.titleState !== 'titre_foncier' && asset.titleState !== 'requisition') return false;
  const v = asset[x.key === 'titleNumber' && asset.titleState === 'requisition' && asset.requisitionNumber ? 'requisitionNumber' : x.key];
  return v === null || v === undefined || v === '' || (x.key === 'domainClass' && v === 'indetermine');
}).map((x) => x.key);
