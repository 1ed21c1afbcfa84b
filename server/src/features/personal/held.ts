import type { Category } from '@sommier/domain/personal';

/** Rows that are about one party: `where` with the table as `t` and the party as :id; `at` is the day that counts for how long they are kept. */
export interface Held { table: string; category: Category; where: string; at: string }

const RIGHTS = '(select o.occupation_id from occupation_party o where o.commune_id = current_commune() and o.party_id = :id)';
const ACCOUNTS = `(select a.id from ledger_account a where a.commune_id = current_commune() and (a.party_id = :id or (a.party_id is null and a.occupation_id in ${RIGHTS})))`;
const FILES = '(select f.id from collection_file f where f.commune_id = current_commune() and f.party_id = :id)';
const PORTAL = '(select d.id from declarant_account d where d.commune_id = current_commune() and d.party_id = :id)';
const own = 't.party_id = :id';

/** Everything that names a party, table by table. A test holds this list against the database: a table that comes later fails it until it stands here. */
export const HELD: readonly Held[] = [
  { table: 'party', category: 'identity', where: 't.id = :id or t.merged_into = :id', at: 't.updated_at' },
  { table: 'party_identifier', category: 'identity', where: own, at: 't.created_at' },
  { table: 'occupation_party', category: 'rights', where: own, at: 't.until' },
  { table: 'occupation', category: 'rights', where: `t.id in ${RIGHTS}`, at: 'coalesce(t.ends_on, t.updated_at::date)' },
  ...['occupation_unit', 'occupation_term', 'occupation_act'].map((table): Held => ({ table, category: 'rights', where: `t.occupation_id in ${RIGHTS}`, at: 'null' })),
  { table: 'revision', category: 'rights', where: `t.occupation_id in ${RIGHTS}`, at: 't.created_at' },
  { table: 'ledger_account', category: 'accounts', where: `t.id in ${ACCOUNTS}`, at: 't.opened_at' },
  { table: 'ledger_due', category: 'accounts', where: `t.account_id in ${ACCOUNTS}`, at: 't.due_on' },
  { table: 'ledger_payment', category: 'accounts', where: `t.account_id in ${ACCOUNTS}`, at: 't.paid_on' },
  { table: 'ledger_refund', category: 'accounts', where: `t.account_id in ${ACCOUNTS}`, at: 't.paid_on' },
  { table: 'payment_line', category: 'accounts', where: `t.account_id in ${ACCOUNTS}`, at: 't.paid_on' },
  { table: 'paper', category: 'accounts', where: `t.account_id in ${ACCOUNTS} or t.occupation_id in ${RIGHTS}`, at: 't.day' },
  { table: 'declaration', category: 'taxes', where: own, at: 't.period_to' },
  { table: 'declaration_enrolment', category: 'taxes', where: own, at: 't.until' },
  { table: 'assessment_article', category: 'taxes', where: own, at: 'null' },
  { table: 'assessment_line', category: 'taxes', where: own, at: 'null' },
  { table: 'collection_file', category: 'taxes', where: own, at: 'coalesce(t.closed_at, t.opened_at)' },
  { table: 'collection_step', category: 'taxes', where: `t.file_id in ${FILES}`, at: 't.on_day' },
  { table: 'collection_paper', category: 'taxes', where: `t.file_id in ${FILES}`, at: 't.day' },
  { table: 'activity_unit', category: 'activity', where: 't.host_id = :id', at: 't.created_at' },
  { table: 'activity_fact', category: 'activity', where: 't.operator_id = :id or t.taxpayer_id = :id', at: 't.period_to' },
  { table: 'mobility_snapshot', category: 'activity', where: 't.operator_id = :id', at: 't.taken_on' },
  { table: 'act', category: 'acts', where: own, at: 't.signed_on' },
  { table: 'title_opposition', category: 'acts', where: own, at: 'coalesce(t.decided_on, t.filed_on)' },
  { table: 'call_candidate', category: 'calls', where: own, at: 't.received_on' },
  { table: 'document', category: 'documents', where: `t.subject_kind = 'party' and t.subject_id = :id`, at: 't.created_at' },
  { table: 'declarant_account', category: 'portal', where: own, at: 't.created_at' },
  { table: 'declarant_session', category: 'portal', where: `t.account_id in ${PORTAL}`, at: 't.last_seen_at' },
  { table: 'declarant_invitation', category: 'portal', where: own, at: 't.created_at' },
  { table: 'audit_entry', category: 'trail', where: `t.subject = 'party:' || cast(:id as text)`, at: 't.at' },
];

/** What leaves with nobody: keys of the house, secrets, what is computed from the rest. */
export const HIDDEN = ['commune_id', 'search', 'value_key', 'password_hash', 'token_hash', 'code_hash', 'source_digest', 'prev_hash', 'hash', 'geom', 'g3857', 'device_place', 'line_key', 'candidates'] as const;
