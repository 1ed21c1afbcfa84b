export { hasStrip, pageLayout, type Box, type PageLayout } from '@sommier/domain/exports';

/** The projection of the sheet, as its margin says it. */
export const readFrameText = ({ name, epsg }: { name: string; epsg: number }): string => `${name} · EPSG:${epsg}`;
