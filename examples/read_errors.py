"""What is wrong, where, and what to do about it: every error and finding has a code, a place and a hint."""

import kinerja_formula as kf

formula = "Jumlah surat masuk yang dijawab / Jumlah surat masuk x 100%"

try:
    kf.evaluate(formula, {"Jumlah surat masuk yang dijawab": 40, "Jumlah surat masuuk": 50})
except kf.MissingDataError as error:
    print(error)
    print(error.code, error.span, error.missing)

print()
try:
    kf.evaluate(formula, {"Jumlah surat masuk yang dijawab": 40, "Jumlah surat masuk": 0})
except kf.FormulaError as error:
    print(error.render(language="en"))

print()
result = kf.evaluate(formula, {"Jumlah surat masuk yang dijawab": 60, "Jumlah surat masuk": 50})
for finding in result.diagnostics:
    print(result, finding.code, finding.message)
