// Reads resources as JSON, one a line, and prints what the FHIR R4 validator finds wrong in each.
const { Fhir } = require("fhir");
const readline = require("readline");
const fhir = new Fhir();
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const found = fhir.validate(JSON.parse(line), { errorOnUnexpected: true });
  console.log(JSON.stringify(found.messages.filter((one) => one.severity === "error" || one.severity === "fatal")));
});
