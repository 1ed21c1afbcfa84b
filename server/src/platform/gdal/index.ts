export { GdalError, runGdal, type GdalRun } from './run.ts';
export { ogrInfo, ogrRead, type ReadLayer, type SourceInfo, type SourceLayer } from './read.ts';
export { ogrExport, OGR_FORMATS, type OgrFormat, type OgrInput } from './export.ts';
export { UnsafeArchive, checkContainer, unpackArchive, ARCHIVE_LIMITS } from './archive.ts';
export { READABLE, SKIPPED_RASTER, SKIPPED_VECTOR, VECTOR_EXTENSIONS } from './drivers.ts';
export { guessDbfEncoding } from './dbf.ts';
