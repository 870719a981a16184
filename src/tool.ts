/** The name and version that every output carries. A test holds it to package.json. */
export const version = '0.1.0'
export const tool = `filingpress ${version}`
