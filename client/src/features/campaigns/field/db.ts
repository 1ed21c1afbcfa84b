import type { Answer, FieldPack, VisitKept } from '@sommier/domain/campaigns';

/** What a device keeps for one person in one commune. Everything here goes at sign-out. */
export interface KeptVisit {
  client: string; owner: string; campaign: string; asset: string | null; label: string; /** The property's code and Arabic name, where it has one; a visit kept before this was has none. */ labelAr?: string | null; revision: number; sent: number;
  outcome: 'seen' | 'not_found' | 'no_access'; answers: Record<string, Answer>; foundName: string | null; baseVersion: number | null; occupant: string | null; note: string | null;
  position: { lon: number; lat: number; accuracyM: number | null } | null; at: string;
  /** Being filled in: nothing is sent of it yet. */
  draft: boolean;
  /** What the server last said of it. */
  kept: VisitKept | null; refused: string | null;
}
export interface KeptPhoto { id: string; owner: string; client: string; sha256: string; bytes: Blob | null; size: number; takenAt: string; position: string | null; document: string | null; refused: string | null }
export interface KeptPack { owner: string; commune: string; person: string; name: string; pack: FieldPack }

const NAME = 'sommier-field';
const STORES = { packs: 'owner', visits: 'client', photos: 'id' } as const;
type Store = keyof typeof STORES;
interface Rows { packs: KeptPack; visits: KeptVisit; photos: KeptPhoto }

const asked = <T>(r: IDBRequest<T>): Promise<T> => new Promise((done, fail) => { r.onsuccess = () => done(r.result); r.onerror = () => fail(r.error ?? new Error('IndexedDB')); });
const ended = (t: IDBTransaction): Promise<void> => new Promise((done, fail) => { t.oncomplete = () => done(); t.onabort = () => fail(t.error ?? new Error('IndexedDB')); });

let opened: Promise<IDBDatabase> | undefined;
const open = (): Promise<IDBDatabase> => (opened ??= new Promise((done, fail) => {
  const r = indexedDB.open(NAME, 1);
  r.onupgradeneeded = () => { for (const [name, keyPath] of Object.entries(STORES)) r.result.createObjectStore(name, { keyPath }); };
  r.onsuccess = () => { r.result.onversionchange = () => { r.result.close(); opened = undefined; }; done(r.result); };
  r.onerror = () => fail(r.error ?? new Error('IndexedDB'));
}));

/** Resolves once the device has it for good: what is shown as kept is kept even if the tab dies now. */
export const keep = async <S extends Store>(store: S, row: Rows[S]): Promise<void> => {
  const t = (await open()).transaction(store, 'readwrite', { durability: 'strict' });
  t.objectStore(store).put(row);
  await ended(t);
};
export const all = async <S extends Store>(store: S, owner: string): Promise<Rows[S][]> => (await asked((await open()).transaction(store).objectStore(store).getAll()) as Rows[S][]).filter((r) => r.owner === owner);
export const one = async <S extends Store>(store: S, key: string): Promise<Rows[S] | undefined> => asked((await open()).transaction(store).objectStore(store).get(key)) as Promise<Rows[S] | undefined>;
export const drop = async (store: Store, key: string): Promise<void> => {
  const t = (await open()).transaction(store, 'readwrite', { durability: 'strict' });
  t.objectStore(store).delete(key);
  await ended(t);
};
/** Packs of a commune, whoever took them along: who may work here without a network. */
export const packsOf = async (commune: string): Promise<KeptPack[]> => (await asked((await open()).transaction('packs').objectStore('packs').getAll()) as KeptPack[]).filter((p) => p.commune === commune);

/** Visits and photos that no server has confirmed, over everybody on this device. */
export const unsentOnDevice = async (): Promise<number> => {
  const t = (await open()).transaction(['visits', 'photos']);
  const [visits, photos] = await Promise.all([asked(t.objectStore('visits').getAll()) as Promise<KeptVisit[]>, asked(t.objectStore('photos').getAll()) as Promise<KeptPhoto[]>]);
  return visits.filter((v) => v.draft || v.sent < v.revision).length + photos.filter((p) => p.document === null).length;
};
/** Takes everything off the device: packs, drafts, photos. */
export const wipeDevice = async (): Promise<void> => {
  if (opened) { (await opened).close(); opened = undefined; }
  await new Promise<void>((done) => { const r = indexedDB.deleteDatabase(NAME); r.onsuccess = () => done(); r.onerror = () => done(); r.onblocked = () => done(); });
};
