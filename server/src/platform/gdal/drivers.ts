/** Vector drivers that may meet an upload; every other one GDAL carries is skipped before it registers. */
export const READABLE = ['ESRI Shapefile', 'MapInfo File', 'GPX', 'GeoJSON', 'GeoJSONSeq', 'TopoJSON', 'GPKG', 'DXF', 'FlatGeobuf', 'GML', 'OpenFileGDB'] as const;

/** A VRT can name other files of the folder and a few drivers reach the network: none of them is there to be fooled. */
export const SKIPPED_VECTOR = ['PCIDSK', 'PDS4', 'VICAR', 'PDF', 'MBTiles', 'UK .NTF', 'LVBAG', 'OGR_SDTS', 'S57', 'DGN', 'OGR_VRT', 'CSV', 'ESRIJSON',
  'OGR_GMT', 'SQLite', 'WAsP', 'CAD', 'Geoconcept', 'GeoRSS', 'VFK', 'PGDUMP', 'OSM', 'OGR_PDS', 'EDIGEO', 'SVG', 'Idrisi', 'ODS', 'XLSX',
  'SXF', 'Selafin', 'JML', 'VDV', 'MVT', 'MapML', 'GTFS', 'PMTiles', 'JSONFG', 'TIGER', 'AVCBin', 'AVCE00'];

export const SKIPPED_RASTER = ['VRT', 'DERIVED', 'COG', 'NITF', 'RPFTOC', 'ECRGTOC', 'HFA', 'KMLSUPEROVERLAY', 'WEBP', 'Rasterlite', 'WMTS', 'SENTINEL2', 'MRF', 'STACTA', 'STACIT',
  'ESRIC', 'Zarr', 'GTX', 'NTv2', 'PNG', 'JPEG', 'GIF', 'BIGGIF', 'GRIB', 'ENVI', 'EHdr', 'ISCE', 'GenBin', 'DIMAP', 'SAFE', 'RS2', 'TIL', 'ERS', 'PCRaster', 'XYZ'];

/** What each extension may hold. Nothing outside this list reaches GDAL. */
export const VECTOR_EXTENSIONS = ['.shp', '.geojson', '.json', '.gpkg', '.kml', '.dxf', '.fgb', '.gpx', '.gml', '.tab', '.mif', '.geojsonl', '.geojsons', '.ndjson'] as const;
/** Files that accompany one of the above. */
export const COMPANIONS = ['.shx', '.dbf', '.prj', '.cpg', '.qpj', '.dat', '.map', '.id', '.ind', '.mid', '.xsd'] as const;
/** Harmless company in published archives: left in the archive, never unpacked. */
export const LEFT_BEHIND = ['.xml', '.sbn', '.sbx', '.qix', '.fix', '.txt', '.md', '.pdf', '.htm', '.html', '.qml', '.qmd', '.sld', '.lyr', '.lyrx', '.png', '.jpg', '.jpeg', '.url'] as const;
