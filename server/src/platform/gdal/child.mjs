// One job, one folder, then exit. Runs as its own process: GDAL's parsers meet unknown files only here, with an empty environment.
import { createRequire } from 'node:module';
import { dirname, relative } from 'node:path';

const require = createRequire(import.meta.url);
const home = dirname(require.resolve('gdal3.js/dist/package/gdal3WebAssembly.wasm'));
const complaints = [];
const complain = (text) => { if (complaints.length < 10_000) complaints.push(String(text).slice(0, 500)); };

/** @param {{skipVector: string[], skipRaster: string[]}} job */
const start = (job) => require('gdal3.js/node')({
  // The library prefixes "./": only a path relative to the working folder reaches its files.
  path: relative(process.cwd(), home), dest: './out', useWorker: false, logHandler: () => {}, errorHandler: complain,
  env: { OGR_SKIP: job.skipVector.join(','), GDAL_SKIP: job.skipRaster.join(','), GDAL_HTTP_MAX_RETRY: '0', CPL_VSIL_CURL_ALLOWED_EXTENSIONS: '.none', OGR_SQLITE_LOAD_EXTENSIONS: '',
    // A surveyor's drawing wants outlines, not hatches.
    DXF_WRITE_HATCH: 'NO' },
});

const open = async (gdal, file, openOptions = []) => {
  const opened = await gdal.open(file, openOptions);
  const dataset = opened.datasets[0];
  if (!dataset || dataset.type !== 'vector') throw new Error('no vector layer could be read');
  return dataset;
};

const tasks = {
  drivers: async (gdal) => ({ vector: Object.keys(gdal.drivers.vector), raster: Object.keys(gdal.drivers.raster) }),
  info: async (gdal, job) => ({ info: (await open(gdal, job.file, job.openOptions)).info }),
  read: async (gdal, job) => {
    const dataset = await open(gdal, job.file, job.openOptions);
    const files = [];
    for (const [n, layer] of job.layers.entries()) {
      const before = complaints.length;
      const made = await gdal.ogr2ogr(dataset, ['-f', 'GeoJSONSeq', '-t_srs', 'EPSG:4326', '-preserve_fid', '-skipfailures', '-dim', 'XY', '-lco', 'COORDINATE_PRECISION=11',
        ...(job.sourceCrs ? ['-s_srs', job.sourceCrs] : []), layer], `layer${n}`);
      files.push({ layer, file: made.real, complaints: complaints.slice(before) });
    }
    return { info: dataset.info, files };
  },
  write: async (gdal, job) => {
    let made = null;
    const all = [];
    for (const [n, input] of job.inputs.entries()) {
      const dataset = await open(gdal, input.file);
      made = await gdal.ogr2ogr(dataset, ['-f', job.driver, '-t_srs', job.crs, '-nln', input.layer, ...(n > 0 ? ['-update', '-append'] : []), ...job.options, ...(input.options ?? [])], job.name);
      all.push(...made.all.map((x) => x.real));
      await gdal.close(dataset);
    }
    return { files: [...new Set([made.real, ...all])] };
  },
};

// The library goes on with the null handle of what could not be made or opened: its last error is then about the handle, and the reason stands before it.
const HANDLE = /^(?:ERROR \d+: )?Pointer '\w+' is NULL in /;
const cause = (error) => {
  const said = text(error).trim();
  if (said !== '' && !HANDLE.test(said)) return said;
  return complaints.filter((line) => line.startsWith('ERROR') && !HANDLE.test(line)).slice(-2).join('; ') || said;
};
const text = (error) => Array.isArray(error) ? error.map(text).join('; ') : error && typeof error === 'object' ? String(error.message ?? '') : String(error);

process.once('message', (job) => {
  process.chdir(job.folder);
  start(job).then((gdal) => tasks[job.task](gdal, job)).then(
    (reply) => process.send({ ok: true, ...reply, complaints: complaints.slice(0, 200) }, () => process.exit(0)),
    (error) => process.send({ ok: false, error: cause(error), complaints: complaints.slice(0, 200) }, () => process.exit(0)),
  );
});
// The parent is gone: nobody waits for an answer.
process.on('disconnect', () => process.exit(0));
