/** Which build this is: the commit and the time, put in by scripts/build.ts. */
declare const BUILD_ID: string;
