export { AssetDocuments } from './asset-documents.tsx';
export { DocumentsSection } from './documents-section.tsx';
export { DocumentsPage } from './documents-page.tsx';
