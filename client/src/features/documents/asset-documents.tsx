import type { AssetSheet } from '@sommier/domain/assets';
import { DocumentsSection } from './documents-section.tsx';

/** The tab of a property's page. */
export const AssetDocuments = ({ asset }: { asset: AssetSheet }) => <DocumentsSection subjectKind="asset" subjectId={asset.id} />;
