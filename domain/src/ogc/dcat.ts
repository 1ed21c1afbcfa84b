import type { Bounds } from '../shared/geo.ts';
import type { Language } from '../shared/texts.ts';

type Words = Readonly<Record<Language, string>>;
/** A public layer as the catalogue says it. Addresses are whole. */
export interface PublicLayer {
  name: string; title: Words; description: Words; note: string | null; source: string | null; licence: string | null; issued: string | null; modified: string | null; bounds: Bounds | null;
  downloads: readonly { url: string; media: string; format: string }[];
}
export interface Publisher { home: string; catalogue: string; name: string; title: Words; description: Words; languages: readonly string[]; country: string | null }

type Json = Record<string, unknown>;
const AUTHORITY = 'http://publications.europa.eu/resource/authority/';
/** The European authority's codes of languages and formats: the terms DCAT-AP asks for. */
const LANGUAGE: Readonly<Record<string, string>> = { fr: 'FRA', ar: 'ARA', en: 'ENG' };
const said = (words: Words): Json[] => Object.entries(words).map(([language, value]) => ({ '@language': language, '@value': value }));
const id = (url: string): Json => ({ '@id': url });
const typed = (type: string, value: string): Json => ({ '@type': type, '@value': value });
const moment = (text: string | null): Json | undefined => (text === null ? undefined : typed(text.length === 10 ? 'xsd:date' : 'xsd:dateTime', text));
const box = ([w, s, e, n]: Bounds): string => `POLYGON((${String(w)} ${String(s)}, ${String(e)} ${String(s)}, ${String(e)} ${String(n)}, ${String(w)} ${String(n)}, ${String(w)} ${String(s)}))`;
const licence = (text: string): Json => (/^https?:\/\//.test(text) ? id(text) : { '@type': 'dct:LicenseDocument', 'dct:title': text });
const given = (members: Readonly<Record<string, unknown>>): Json => Object.fromEntries(Object.entries(members).filter(([, v]) => v !== undefined && v !== null));

function dataset(layer: PublicLayer, { catalogue, home, name }: Publisher): Json {
  const here = `${catalogue}#${layer.name}`, notes = layer.note === null ? said(layer.description) : [...said(layer.description), { '@value': layer.note }];
  return given({
    '@id': here, '@type': 'dcat:Dataset', 'dct:identifier': layer.name, 'dct:title': said(layer.title), 'dct:description': notes, 'dct:publisher': id(home),
    'dcat:contactPoint': { '@type': 'vcard:Organization', 'vcard:fn': name, 'vcard:hasURL': id(home) }, 'dcat:keyword': said(layer.title), 'dcat:theme': id(`${AUTHORITY}data-theme/GOVE`),
    'dct:issued': moment(layer.issued), 'dct:modified': moment(layer.modified), 'dct:source': layer.source === null ? undefined : layer.source, 'dct:accessRights': id(`${AUTHORITY}access-right/PUBLIC`),
    'dct:spatial': layer.bounds === null ? undefined : { '@type': 'dct:Location', 'dcat:bbox': typed('gsp:wktLiteral', box(layer.bounds)) },
    'dcat:distribution': layer.downloads.map(({ url, media, format }) => given({
      '@id': url, '@type': 'dcat:Distribution', 'dct:title': `${layer.name} (${format})`, 'dct:description': said(layer.description), 'dcat:accessURL': id(url), 'dcat:downloadURL': id(url), 'dcat:mediaType': id(`https://www.iana.org/assignments/media-types/${media}`),
      'dct:format': id(`${AUTHORITY}file-type/${format}`), 'dct:license': layer.licence === null ? undefined : licence(layer.licence), 'dcatap:availability': id('http://data.europa.eu/r5r/availability/stable'),
    })),
  });
}

/** A catalogue of public layers by DCAT-AP 3.0, in JSON-LD that needs nothing fetched to be read. */
export const dcatCatalogue = (publisher: Publisher, layers: readonly PublicLayer[]): Json => {
  const modified = layers.map((l) => l.modified).filter((m) => m !== null).sort().at(-1) ?? null;
  return given({
    '@context': { dcat: 'http://www.w3.org/ns/dcat#', dcatap: 'http://data.europa.eu/r5r/', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', gsp: 'http://www.opengis.net/ont/geosparql#', vcard: 'http://www.w3.org/2006/vcard/ns#', xsd: 'http://www.w3.org/2001/XMLSchema#' },
    '@id': publisher.catalogue, '@type': 'dcat:Catalog', 'dct:title': said(publisher.title), 'dct:description': said(publisher.description), 'foaf:homepage': id(publisher.home),
    'dct:publisher': { '@id': publisher.home, '@type': 'foaf:Agent', 'foaf:name': publisher.name }, 'dct:language': publisher.languages.flatMap((l) => (LANGUAGE[l] ? [id(`${AUTHORITY}language/${LANGUAGE[l]}`)] : [])),
    'dct:spatial': publisher.country === null ? undefined : id(`${AUTHORITY}country/${publisher.country}`), 'dct:modified': moment(modified), 'dcat:dataset': layers.map((layer) => dataset(layer, publisher)),
  });
};
