// Reads DMN on standard input with a library made by others; writes what it understood as JSON.
import { readFileSync } from "node:fs";
import { DmnModdle } from "dmn-moddle";

const { rootElement, warnings } = await new DmnModdle().fromXML(readFileSync(0, "utf-8"));
const decisions = rootElement.drgElement.filter((element) => element.$type === "dmn:Decision");
const told = decisions.map(({ id, name, informationRequirement, decisionLogic: table }) => ({
  id,
  name,
  kind: table.$type,
  policy: table.hitPolicy,
  needs: (informationRequirement ?? []).map((need) => need.requiredInput.href),
  facts: (table.input ?? []).map((input) => [input.inputExpression.text, input.inputExpression.typeRef]),
  notes: (table.annotation ?? []).map((note) => note.name),
  rules: (table.rule ?? []).map((rule) => ({
    id: rule.id,
    tests: rule.inputEntry.map((entry) => entry.text),
    says: rule.outputEntry.map((entry) => entry.text),
    notes: (rule.annotationEntry ?? []).map((note) => note.text),
  })),
}));
const inputs = rootElement.drgElement.filter((element) => element.$type === "dmn:InputData").map((input) => input.id);
console.log(JSON.stringify({ name: rootElement.name, warnings: warnings.map(String), inputs, decisions: told }));
