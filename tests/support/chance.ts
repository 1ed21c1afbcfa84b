import fc from 'fast-check';

// `npm test` is the same run each time; the long tests look for what it has not met, and print the seed of what they find.
if (process.env['SOMMIER_LONG'] === undefined) fc.configureGlobal({ seed: 20261122 });
