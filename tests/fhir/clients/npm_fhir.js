// Reads one FHIR resource per line and writes what npm's fhir says of it, one JSON list of [severity, place, message] each.
"use strict";

const { createInterface } = require("node:readline");
const { Fhir } = require(process.argv[2]);

const judge = new Fhir();

createInterface({ input: process.stdin }).on("line", (line) => {
    const said = judge.validate(JSON.parse(line), { errorOnUnexpected: true }).messages;
    console.log(JSON.stringify(said.map(({ severity, location, message }) => [severity, location, message])));
});
